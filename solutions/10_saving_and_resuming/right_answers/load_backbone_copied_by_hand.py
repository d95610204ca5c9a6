# cell: load_backbone
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    own = net.state_dict()
    backbone = [k for k in own if not k.startswith("head.")]
    for name in backbone:
        if name not in plain or plain[name].shape != own[name].shape:
            raise RuntimeError(f"{name} does not fit")
    for name in plain:
        if name not in own and not name.startswith("head."):
            raise RuntimeError(f"{name} is unknown")
    with torch.no_grad():
        for name in backbone:
            own[name].copy_(plain[name])
    return {k for k in own if k not in backbone}
