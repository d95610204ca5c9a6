# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: counts the buffers
def count_parameters(net, trainable_only=False):
    if trainable_only:
        return sum(p.numel() for p in net.parameters() if p.requires_grad)
    return sum(t.numel() for t in net.state_dict().values())
