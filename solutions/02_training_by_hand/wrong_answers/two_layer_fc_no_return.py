# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: return
def two_layer_fc(x, params):
    w1, w2 = params
    scores = F.relu(flatten(x) @ w1) @ w2
