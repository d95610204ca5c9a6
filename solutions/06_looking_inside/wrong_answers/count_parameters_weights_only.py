# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: biases are missed
def count_parameters(net, trainable_only=False):
    return sum(
        p.numel() for name, p in net.named_parameters()
        if not name.endswith("bias") and (p.requires_grad or not trainable_only)
    )
