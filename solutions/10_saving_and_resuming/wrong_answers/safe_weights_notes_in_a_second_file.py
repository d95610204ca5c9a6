# cell: safe_weights
# caught by: weights_come_back
# hint: All of it has to be in the one file
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path)
    Path(f"{path}.json").write_text(json.dumps(notes))


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
    return json.loads(Path(f"{path}.json").read_text())
