# cell: load_backbone
def load_backbone(net, weights, prefix=""):
    plain = {}
    for name, tensor in weights.items():
        if name.startswith(prefix):
            name = name[len(prefix):]
        if name.split(".")[0] != "head":
            plain[name] = tensor
    wanted = {name for name in net.state_dict() if name.split(".")[0] != "head"}
    if set(plain) != wanted:
        raise RuntimeError(f"these do not match: {sorted(set(plain) ^ wanted)}")
    missing, unexpected = net.load_state_dict(plain, strict=False)
    assert not unexpected
    return tuple(missing)
