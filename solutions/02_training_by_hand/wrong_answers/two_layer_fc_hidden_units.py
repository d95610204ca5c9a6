# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: one column per class
def two_layer_fc(x, params):
    w1, w2 = params
    return F.relu(flatten(x) @ w1)
