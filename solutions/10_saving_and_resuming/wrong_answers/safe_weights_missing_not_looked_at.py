# cell: safe_weights
# caught by: another_nets_file_raises
# hint: are missing
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, str(path), metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    missing, unexpected = safetensors.torch.load_model(net, path, strict=False)
    if unexpected:
        raise RuntimeError(str(unexpected))
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
