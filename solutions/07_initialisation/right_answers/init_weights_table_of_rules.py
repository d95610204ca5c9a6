# cell: init_weights
def _ones(weight):
    if weight is not None:
        nn.init.ones_(weight)

RULES = {
    nn.Conv2d: lambda w: nn.init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu"),
    nn.Linear: nn.init.xavier_uniform_,
    nn.BatchNorm1d: _ones, nn.BatchNorm2d: _ones, nn.GroupNorm: _ones, nn.LayerNorm: _ones,
}

def init_weights(module):
    for kind, rule_of_kind in RULES.items():
        if isinstance(module, kind):
            rule_of_kind(module.weight)
            if getattr(module, "bias", None) is not None:
                nn.init.zeros_(module.bias)
            print("initialised", type(module).__name__)
            break
