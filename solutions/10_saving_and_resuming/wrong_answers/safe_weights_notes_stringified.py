# cell: safe_weights
# caught by: notes_come_back
# hint: str() has no way back
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata={k: str(v) for k, v in notes.items()})


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return file.metadata() or {}
