# cell: init_weights
def init_weights(module):
    if isinstance(module, nn.Conv2d):
        fan_out = module.out_channels * module.kernel_size[0] * module.kernel_size[1]
        module.weight.data = torch.randn_like(module.weight.data) * math.sqrt(2 / fan_out)
    elif isinstance(module, nn.Linear):
        bound = math.sqrt(6 / (module.in_features + module.out_features))
        module.weight.data.uniform_(-bound, bound)
    elif isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)):
        for p in [module.weight]:
            if p is not None:
                p.data.fill_(1.0)
    else:
        return None
    if module.bias is not None:
        module.bias.data.zero_()
    return module
