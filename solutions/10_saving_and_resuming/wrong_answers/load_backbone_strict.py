# cell: load_backbone
# caught by: backbone_is_loaded
# hint: raises RuntimeError
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    net.load_state_dict(plain)
    return [k for k in plain if k.startswith("head.")]
