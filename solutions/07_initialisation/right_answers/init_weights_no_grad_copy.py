# cell: init_weights
@torch.no_grad()
def init_weights(module):
    norms = (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)
    if isinstance(module, nn.Conv2d):
        w = module.weight
        w.copy_(torch.randn(w.shape) * (2 / w[:, 0].numel()) ** 0.5)
    if isinstance(module, nn.Linear):
        out_features, in_features = module.weight.shape
        bound = (6 / (in_features + out_features)) ** 0.5
        module.weight[:] = (torch.rand(out_features, in_features) * 2 - 1) * bound
    if isinstance(module, norms) and module.weight is not None:
        module.weight.mul_(0).add_(1)
    if isinstance(module, (nn.Conv2d, nn.Linear, *norms)) and module.bias is not None:
        module.bias *= 0
