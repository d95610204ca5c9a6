# cell: safe_weights
# caught by: notes_come_back
# hint: expected a dictionary
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return file.metadata()["notes"]
