# cell: load_backbone
def load_backbone(net, weights, prefix=""):
    plain = {name.removeprefix(prefix): tensor for name, tensor in weights.items()}
    plain = {name: tensor for name, tensor in plain.items() if not name.startswith("head.")}
    result = net.load_state_dict(plain, strict=False)
    left_out = [f"head.{name}" for name in net.head.state_dict()]
    if sorted(result.missing_keys) != sorted(left_out) or len(result.unexpected_keys) > 0:
        raise RuntimeError("these weights do not fit")
    return left_out
