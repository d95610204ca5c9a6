# cell: two_layer_fc
# caught by: two_layer_gradients_agree
# hint: carry no graph
# misconception: 7
def two_layer_fc(x, params):
    w1, w2 = params
    return (F.relu(flatten(x) @ w1) @ w2).detach()
