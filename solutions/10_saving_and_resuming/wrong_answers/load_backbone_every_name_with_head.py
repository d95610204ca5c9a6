# cell: load_backbone
# caught by: backbone_is_loaded
# hint: header.weight
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    backbone = {k: v for k, v in plain.items() if "head" not in k}
    result = net.load_state_dict(backbone, strict=False)
    if any("head" not in k for k in result.missing_keys) or result.unexpected_keys:
        raise RuntimeError(str(result))
    return [k for k in result.missing_keys if k.startswith("head.")]
