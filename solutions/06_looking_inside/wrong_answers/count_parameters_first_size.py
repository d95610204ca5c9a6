# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: first size
def count_parameters(net, trainable_only=False):
    return sum(p.shape[0] if p.ndim else 1 for p in net.parameters() if p.requires_grad or not trainable_only)
