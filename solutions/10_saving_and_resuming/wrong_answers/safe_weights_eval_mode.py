# cell: safe_weights
# caught by: weights_come_back
# hint: eval mode
def save_weights(net, path, notes):
    net.eval()
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
