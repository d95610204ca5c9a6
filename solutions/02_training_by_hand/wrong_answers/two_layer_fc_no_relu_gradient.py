# cell: two_layer_fc
# caught by: two_layer_gradients_agree
# hint: Put the scores right first
def two_layer_fc(x, params):
    w1, w2 = params
    return flatten(x) @ w1 @ w2
