# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    h = F.linear(flatten(x), w1.t())
    return F.linear(F.relu(h), w2.t())
