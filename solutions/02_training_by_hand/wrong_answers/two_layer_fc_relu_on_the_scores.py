# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: ReLU on the scores
# misconception: 15
def two_layer_fc(x, params):
    w1, w2 = params
    return F.relu(F.relu(flatten(x) @ w1) @ w2)
