# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: sigmoid on the scores
# misconception: 14
def two_layer_fc(x, params):
    w1, w2 = params
    return torch.sigmoid(F.relu(flatten(x) @ w1) @ w2)
