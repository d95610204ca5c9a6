# cell: safe_weights
# caught by: weights_come_back
# hint: buffers
def save_weights(net, path, notes):
    weights = {k: v.detach().contiguous().clone() for k, v in net.named_parameters(remove_duplicate=False)}
    safetensors.torch.save_file(weights, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    weights = safetensors.torch.load_file(path)
    with torch.no_grad():
        for name, p in net.named_parameters(remove_duplicate=False):
            p.copy_(weights[name])
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
