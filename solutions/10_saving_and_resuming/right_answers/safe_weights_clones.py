# cell: safe_weights
def save_weights(net, path, notes):
    weights = {k: v.detach().contiguous().clone() for k, v in net.state_dict().items()}
    safetensors.torch.save_file(weights, str(path), {"notes": json.dumps(notes)})


def load_weights(net, path):
    net.load_state_dict(safetensors.torch.load_file(path))
    with safe_open(str(path), "pt", device="cpu") as file:
        return json.loads(file.metadata()["notes"])
