# cell: two_layer_fc
def two_layer_fc(x, params):
    hidden = torch.matmul(flatten(x), params[0]).relu()
    return torch.matmul(hidden, params[1])
