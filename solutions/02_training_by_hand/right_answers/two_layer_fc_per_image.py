# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    return torch.stack([F.relu(row @ w1) @ w2 for row in flatten(x)])
