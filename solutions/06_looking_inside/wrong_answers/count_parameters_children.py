# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: one level of the tree
# misconception: 29
def count_parameters(net, trainable_only=False):
    count = 0
    for layer in net.children():
        for p in layer.parameters(recurse=False):
            if p.requires_grad or not trainable_only:
                count += p.numel()
    return count
