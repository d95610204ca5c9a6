# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: do not go together
def two_layer_fc(x, params):
    w1, w2 = params
    return w2 @ F.relu(w1 @ flatten(x))
