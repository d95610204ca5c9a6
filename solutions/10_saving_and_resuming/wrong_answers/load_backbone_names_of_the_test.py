# cell: load_backbone
# caught by: left_out_is_reported
# hint: expected the names
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    backbone = {k: v for k, v in plain.items() if not k.startswith("head.")}
    result = net.load_state_dict(backbone, strict=False)
    if any(not k.startswith("head.") for k in result.missing_keys) or result.unexpected_keys:
        raise RuntimeError(str(result))
    return ["head.weight", "head.bias"]
