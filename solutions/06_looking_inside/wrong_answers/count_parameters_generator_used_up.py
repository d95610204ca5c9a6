# cell: count_parameters
# caught by: frozen_parameters_can_be_left_out
# hint: With trainable_only=True you count 0
def count_parameters(net, trainable_only=False):
    params = net.parameters()
    total = sum(p.numel() for p in params)
    if trainable_only:
        # the generator has been read to its end
        return sum(p.numel() for p in params if p.requires_grad)
    return total
