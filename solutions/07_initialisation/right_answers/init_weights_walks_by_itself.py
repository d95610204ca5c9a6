# cell: init_weights
def init_weights(module):
    for m in module.modules():
        if isinstance(m, nn.Conv2d):
            nn.init.kaiming_normal_(m.weight, a=0, mode="fan_out")
        elif isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight, gain=1.0)
        for name, p in m.named_parameters(recurse=False):
            is_norm = isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm))
            if name == "bias" and (is_norm or isinstance(m, (nn.Conv2d, nn.Linear))):
                nn.init.zeros_(p)
            if name == "weight" and is_norm:
                nn.init.ones_(p)
