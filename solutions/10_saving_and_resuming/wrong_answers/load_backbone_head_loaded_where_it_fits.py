# cell: load_backbone
# caught by: backbone_is_loaded
# hint: the head is changed
def load_backbone(net, weights, prefix=""):
    own = net.state_dict()
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    chosen = {k: v for k, v in plain.items() if not k.startswith("head.") or v.shape == own[k].shape}
    result = net.load_state_dict(chosen, strict=False)
    if any(not k.startswith("head.") for k in result.missing_keys) or result.unexpected_keys:
        raise RuntimeError(str(result))
    return [k for k in own if k.startswith("head.")]
