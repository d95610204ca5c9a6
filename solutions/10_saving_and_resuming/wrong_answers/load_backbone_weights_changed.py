# cell: load_backbone
# caught by: backbone_is_loaded
# hint: build a new dictionary
def load_backbone(net, weights, prefix=""):
    for name in list(weights):
        value = weights.pop(name)
        name = name.removeprefix(prefix)
        if not name.startswith("head."):
            weights[name] = value
    result = net.load_state_dict(weights, strict=False)
    if any(not k.startswith("head.") for k in result.missing_keys) or result.unexpected_keys:
        raise RuntimeError(str(result))
    return result.missing_keys
