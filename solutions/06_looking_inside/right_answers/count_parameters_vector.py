# cell: count_parameters
def count_parameters(net, trainable_only=False):
    params = list(net.parameters())
    if trainable_only:
        params = list(filter(lambda p: p.requires_grad, params))
    if not params:
        return 0
    return torch.cat([p.detach().reshape(-1) for p in params]).shape[0]
