# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: channels last
# misconception: 12
def two_layer_fc(x, params):
    w1, w2 = params
    x = x.permute(0, 2, 3, 1)
    return F.relu(flatten(x) @ w1) @ w2
