# cell: count_parameters
# caught by: frozen_parameters_can_be_left_out
# hint: makes no difference
def count_parameters(net, trainable_only=False):
    return sum(p.numel() for p in net.parameters())
