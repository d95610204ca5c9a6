# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params[0], params[1]
    h = flatten(x) @ w1
    h.relu_()
    return h @ w2
