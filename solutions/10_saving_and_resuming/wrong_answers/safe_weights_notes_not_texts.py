# cell: safe_weights
# caught by: weights_come_back
# hint: make a text of the notes
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata=notes)


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return file.metadata()
