# cell: load_backbone
# caught by: unknown_entries_raise
# hint: header.weight has the shape
def load_backbone(net, weights, prefix=""):
    own = net.state_dict()
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    backbone = {k: v for k, v in plain.items() if not k.startswith("head.")}
    unknown = [k for k in backbone if k not in own]
    lost = [k for k in own if k not in backbone and not k.startswith("head.")]
    if unknown or lost:
        raise RuntimeError(f"unknown {unknown}, missing {lost}")
    backbone = {k: v for k, v in backbone.items() if v.shape == own[k].shape}
    net.load_state_dict(backbone, strict=False)
    return [k for k in own if k.startswith("head.")]
