# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: sizes
def two_layer_fc(x, params):
    return F.relu(flatten(x) @ w1) @ w2
