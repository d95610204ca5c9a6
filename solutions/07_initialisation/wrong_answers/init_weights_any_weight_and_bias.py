# cell: init_weights
# caught by: other_modules_stay
# hint: another type
def init_weights(module):
    weight, bias = getattr(module, "weight", None), getattr(module, "bias", None)
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(weight, mode="fan_out", nonlinearity="relu")
    elif weight is not None and weight.ndim == 2:
        nn.init.xavier_uniform_(weight)
    elif weight is not None:
        nn.init.ones_(weight)
    if bias is not None:
        nn.init.zeros_(bias)
