# cell: count_parameters
# caught by: frozen_parameters_can_be_left_out
# hint: frozen parameters are parameters too
def count_parameters(net, trainable_only=False):
    return sum(p.numel() for p in net.parameters() if p.requires_grad)
