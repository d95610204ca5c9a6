# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: the scores are not
def two_layer_fc(x, params):
    w1, w2 = params
    return F.relu6(flatten(x) @ w1) @ w2
