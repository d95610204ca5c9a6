# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: expected a tensor
def two_layer_fc(x, params):
    w1, w2 = params
    h = F.relu(flatten(x) @ w1)
    return h @ w2, h
