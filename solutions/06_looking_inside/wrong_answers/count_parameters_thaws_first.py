# cell: count_parameters
# caught by: frozen_parameters_can_be_left_out
# hint: changes which parameters
def count_parameters(net, trainable_only=False):
    if not trainable_only:
        net.requires_grad_(True)
    return sum(p.numel() for p in net.parameters() if p.requires_grad)
