# cell: load_backbone
# caught by: missing_entries_raise
# hint: prefix 'other.'
def load_backbone(net, weights, prefix=""):
    wanted = {}
    for name, tensor in weights.items():
        name = name[len(prefix):]
        if not name.startswith("head."):
            wanted[name] = tensor
    result = net.load_state_dict(wanted, strict=False)
    lost = [n for n in result.missing_keys if not n.startswith("head.")]
    if lost or result.unexpected_keys:
        raise RuntimeError(f"missing {lost}, unexpected {result.unexpected_keys}")
    return result.missing_keys
