# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    h = flatten(x) @ w1
    return torch.maximum(h, torch.zeros_like(h)) @ w2
