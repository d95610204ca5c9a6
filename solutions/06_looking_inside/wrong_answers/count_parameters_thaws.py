# cell: count_parameters
# caught by: frozen_parameters_can_be_left_out
# hint: changes which parameters
def count_parameters(net, trainable_only=False):
    params = [p for p in net.parameters() if p.requires_grad or not trainable_only]
    total = sum(p.numel() for p in params)
    net.requires_grad_(True)
    return total
