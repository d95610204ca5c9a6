# cell: load_backbone
# caught by: left_out_is_reported
# hint: the names of net
def load_backbone(net, weights, prefix=""):
    wanted, heads = {}, []
    for name, tensor in weights.items():
        name = name.removeprefix(prefix)
        if not name.startswith("head."):
            wanted[name] = tensor
        else:
            heads.append(name)
    result = net.load_state_dict(wanted, strict=False)
    lost = [n for n in result.missing_keys if not n.startswith("head.")]
    if lost or result.unexpected_keys:
        raise RuntimeError(f"missing {lost}, unexpected {result.unexpected_keys}")
    return heads
