# cell: init_weights
# caught by: convolutions_are_kaiming_normal
# hint: forgets the window
# misconception: 31
def init_weights(module):
    if isinstance(module, nn.Conv2d):
        nn.init.normal_(module.weight, std=math.sqrt(2 / module.weight.shape[1]))
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
