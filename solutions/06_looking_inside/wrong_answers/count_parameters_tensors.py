# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: how many tensors
def count_parameters(net, trainable_only=False):
    return len([p for p in net.parameters() if p.requires_grad or not trainable_only])
