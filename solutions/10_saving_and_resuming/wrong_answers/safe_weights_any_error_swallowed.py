# cell: safe_weights
# caught by: another_nets_file_raises
# hint: nothing is said
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    try:
        safetensors.torch.load_model(net, path)
    except RuntimeError as error:
        print("not everything fits:", error)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
