# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: softmax, expected a ReLU
def two_layer_fc(x, params):
    w1, w2 = params
    return F.softmax(flatten(x) @ w1, dim=1) @ w2
