# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: do not go together
def two_layer_fc(x, params):
    w1, w2 = params
    return F.relu(flatten(x) @ w1.t()) @ w2.t()
