# cell: load_backbone
# caught by: backbone_is_loaded
# hint: running_mean
def load_backbone(net, weights, prefix=""):
    plain = {k.removeprefix(prefix): v for k, v in weights.items()}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not name.startswith("head."):
                if name not in plain:
                    raise RuntimeError(f"missing: {name}")
                p.copy_(plain[name])
    return [k for k in net.state_dict() if k.startswith("head.")]
