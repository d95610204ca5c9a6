# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: log_softmax
# misconception: 14
def two_layer_fc(x, params):
    w1, w2 = params
    return F.log_softmax(F.relu(flatten(x) @ w1) @ w2, dim=1)
