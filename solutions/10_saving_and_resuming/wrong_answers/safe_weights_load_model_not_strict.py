# cell: safe_weights
# caught by: another_nets_file_raises
# hint: is loaded and nothing is said
# misconception: 59
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    safetensors.torch.load_model(net, path, strict=False)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
