# cell: count_parameters
# caught by: shared_parameters_count_once
# hint: counts once
def count_parameters(net, trainable_only=False):
    """Down the tree by hand: what two modules share is counted with each."""
    own = sum(p.numel() for p in net.parameters(recurse=False) if p.requires_grad or not trainable_only)
    return own + sum(count_parameters(child, trainable_only) for child in net.children())
