# cell: load_backbone
# caught by: unknown_entries_raise
# hint: Filtering by name or shape
# misconception: 59
def load_backbone(net, weights, prefix=""):
    own = net.state_dict()
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    fitting = {k: v for k, v in plain.items() if k in own and v.shape == own[k].shape and not k.startswith("head.")}
    result = net.load_state_dict(fitting, strict=False)
    if any(not k.startswith("head.") for k in result.missing_keys) and len(fitting) == 0:
        raise RuntimeError("nothing fits")
    return [name for name in own if name.startswith("head.")]
