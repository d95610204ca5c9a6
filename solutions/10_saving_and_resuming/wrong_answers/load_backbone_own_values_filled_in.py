# cell: load_backbone
# caught by: backbone_is_loaded
# hint: nothing was loaded
# misconception: 59
def load_backbone(net, weights, prefix=""):
    own = net.state_dict()
    own.update({k: v for k, v in weights.items() if k in own and v.shape == own[k].shape})
    net.load_state_dict(own)
    return [name for name in own if name.startswith("head.")]
