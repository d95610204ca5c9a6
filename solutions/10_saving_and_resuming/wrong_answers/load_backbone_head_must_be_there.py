# cell: load_backbone
# caught by: backbone_is_loaded
# hint: without a head
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    head = [k for k in net.state_dict() if k.startswith("head.")]
    for name in head:
        try:
            del plain[name]
        except KeyError:
            raise RuntimeError(f"{name} is missing")
    result = net.load_state_dict(plain, strict=False)
    if result.unexpected_keys or set(result.missing_keys) - set(head):
        raise RuntimeError(str(result))
    return head
