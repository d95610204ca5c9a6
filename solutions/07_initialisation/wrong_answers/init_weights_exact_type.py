# cell: init_weights
# caught by: convolutions_are_kaiming_normal
# hint: subclass
def init_weights(module):
    kind = type(module)
    if kind is nn.Conv2d:
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    elif kind is nn.Linear:
        nn.init.xavier_uniform_(module.weight)
    elif kind in (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm):
        if module.weight is not None:
            nn.init.ones_(module.weight)
    else:
        return
    if module.bias is not None:
        nn.init.zeros_(module.bias)
