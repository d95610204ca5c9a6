# cell: load_backbone
# caught by: missing_entries_raise
# hint: is missing in weights
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    backbone = {k: v for k, v in plain.items() if not k.startswith("head.")}
    result = net.load_state_dict(backbone, strict=False)
    if result.unexpected_keys:
        raise RuntimeError(f"unexpected: {result.unexpected_keys}")
    return [k for k in result.missing_keys if k.startswith("head.")]
