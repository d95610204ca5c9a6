# cell: init_weights
# caught by: convolutions_are_kaiming_normal
# hint: only binds a name
# misconception: 32
def init_weights(module):
    if isinstance(module, nn.Conv2d):
        weight = module.weight
        weight = torch.randn(weight.shape) * math.sqrt(2 / (weight.shape[0] * weight.shape[2] * weight.shape[3]))
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.Linear):
        weight = module.weight
        weight = nn.init.xavier_uniform_(weight.clone())
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)):
        if module.weight is not None:
            nn.init.ones_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
