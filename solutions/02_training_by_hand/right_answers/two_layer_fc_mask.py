# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    h = flatten(x).mm(w1)
    return (h * (h > 0)).mm(w2)
