# cell: load_backbone
# caught by: missing_entries_raise
# hint: expected RuntimeError
def load_backbone(net, weights, prefix=""):
    own = net.state_dict()
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    for name in own:
        if not name.startswith("head."):
            own[name].copy_(plain[name])
    if any(k not in own for k in plain if not k.startswith("head.")):
        raise RuntimeError("unexpected")
    return [k for k in own if k.startswith("head.")]
