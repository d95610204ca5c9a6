# cell: load_backbone
# caught by: unknown_entries_raise
# hint: which net does not know
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    backbone = {k: v for k, v in plain.items() if not k.startswith("head.")}
    result = net.load_state_dict(backbone, strict=False)
    if any(not k.startswith("head.") for k in result.missing_keys):
        raise RuntimeError(f"missing: {result.missing_keys}")
    return result.missing_keys
