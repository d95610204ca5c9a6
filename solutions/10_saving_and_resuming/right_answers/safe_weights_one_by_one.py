# cell: safe_weights
def save_weights(net, path, notes):
    weights = {k: v.cpu().contiguous().clone() for k, v in net.state_dict().items()}
    safetensors.torch.save_file(weights, path, metadata={k: json.dumps(v) for k, v in notes.items()})


def load_weights(net, path):
    with safe_open(path, framework="pt") as file:
        weights = {name: file.get_tensor(name) for name in file.keys()}
        notes = {k: json.loads(v) for k, v in (file.metadata() or {}).items()}
    net.load_state_dict(weights)
    return notes
