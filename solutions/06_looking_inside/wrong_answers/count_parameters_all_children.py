# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: outside of its layers
def count_parameters(net, trainable_only=False):
    # each child with everything below it
    return sum(
        p.numel()
        for child in net.children()
        for p in child.parameters()
        if p.requires_grad or not trainable_only
    )
