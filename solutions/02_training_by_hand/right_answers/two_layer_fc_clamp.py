# cell: two_layer_fc
def two_layer_fc(x, params):
    return flatten(x).mm(params[0]).clamp(min=0).mm(params[1])
