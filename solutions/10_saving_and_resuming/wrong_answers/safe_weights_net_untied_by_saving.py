# cell: safe_weights
# caught by: weights_come_back
# hint: other tensors afterwards
def save_weights(net, path, notes):
    for module in net.modules():
        for name, p in list(module._parameters.items()):
            if p is not None:
                setattr(module, name, nn.Parameter(p.detach().clone().contiguous()))
    safetensors.torch.save_file(net.state_dict(), path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    net.load_state_dict(safetensors.torch.load_file(path))
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
