# cell: load_backbone
# caught by: backbone_is_loaded
# hint: nothing was loaded
# misconception: 59
def load_backbone(net, weights, prefix=""):
    backbone = {k: v for k, v in weights.items() if not k.startswith("head.")}
    return net.load_state_dict(backbone, strict=False).missing_keys
