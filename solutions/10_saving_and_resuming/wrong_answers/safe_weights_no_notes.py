# cell: safe_weights
# caught by: notes_come_back
# hint: expected a dictionary
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path)


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
