# cell: two_layer_fc
def two_layer_fc(x, params):
    w1, w2 = params
    x = x.to(device=device, dtype=dtype)
    h = F.relu(torch.mm(flatten(x), w1))
    scores = torch.mm(h, w2)
    return scores
