# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: tanh on the scores
def two_layer_fc(x, params):
    w1, w2 = params
    return torch.tanh(F.relu(flatten(x) @ w1) @ w2)
