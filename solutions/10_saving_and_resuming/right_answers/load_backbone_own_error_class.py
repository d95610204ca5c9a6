# cell: load_backbone
class DoesNotFit(RuntimeError):
    pass

def load_backbone(net, weights, prefix=""):
    head = ["head." + name for name in net.head.state_dict()]
    chosen = {}
    for name in weights:
        short = name.removeprefix(prefix)
        if short.startswith("head."):
            continue
        chosen[short] = weights[name]
    result = net.load_state_dict(chosen, strict=False)
    if sorted(result.missing_keys) != sorted(head) or result.unexpected_keys:
        raise DoesNotFit(str(result))
    return head
