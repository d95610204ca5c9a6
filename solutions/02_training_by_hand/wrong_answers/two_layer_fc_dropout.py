# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: the scores are not
def two_layer_fc(x, params):
    w1, w2 = params
    h = F.dropout(F.relu(flatten(x) @ w1), 0.5)
    return h @ w2
