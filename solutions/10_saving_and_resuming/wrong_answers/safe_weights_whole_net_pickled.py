# cell: safe_weights
# caught by: weights_come_back
# hint: not in the safetensors format
# misconception: 58
def save_weights(net, path, notes):
    torch.save([net, notes], path)


def load_weights(net, path):
    other, notes = torch.load(path, weights_only=False)
    net.load_state_dict(other.state_dict())
    return notes
