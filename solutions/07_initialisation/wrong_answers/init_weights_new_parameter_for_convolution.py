# cell: init_weights
# caught by: parameters_stay_the_same_objects
# hint: new object
# misconception: 32
def init_weights(module):
    if isinstance(module, nn.Conv2d):
        fan_out = module.weight[:, 0].numel()
        module.weight = nn.Parameter(torch.randn_like(module.weight) * math.sqrt(2 / fan_out))
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)):
        if module.weight is not None:
            nn.init.ones_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
