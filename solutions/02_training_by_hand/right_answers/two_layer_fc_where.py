# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    h = flatten(x) @ w1
    h = torch.where(h > 0, h, 0.0)
    return h @ w2
