# cell: safe_weights
# caught by: weights_come_back
# hint: not in the safetensors format
def save_weights(net, path, notes):
    torch.save({"weights": net.state_dict(), "notes": notes}, path)


def load_weights(net, path):
    checkpoint = torch.load(path)
    net.load_state_dict(checkpoint["weights"])
    return checkpoint["notes"]
