# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: tanh, expected a ReLU
def two_layer_fc(x, params):
    w1, w2 = params
    return torch.tanh(flatten(x) @ w1) @ w2
