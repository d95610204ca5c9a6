# cell: two_layer_fc
# caught by: two_layer_gradients_agree
# hint: gradient of w1
# misconception: 7
def two_layer_fc(x, params):
    w1, w2 = params
    hidden = F.relu(flatten(x) @ w1)
    return hidden.data @ w2
