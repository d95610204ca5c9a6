# cell: load_backbone
# caught by: missing_entries_raise
# hint: says nothing
# misconception: 59
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    backbone = {k: v for k, v in plain.items() if not k.startswith("head.")}
    result = net.load_state_dict(backbone, strict=False)
    print("missing:", result.missing_keys, "unexpected:", result.unexpected_keys)
    return [k for k in result.missing_keys if k.startswith("head.")]
