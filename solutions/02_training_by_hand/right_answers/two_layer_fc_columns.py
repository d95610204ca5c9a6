# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    return (w2.T @ torch.relu(w1.T @ flatten(x).T)).T
