# cell: two_layer_fc
# caught by: two_layer_leaves_its_inputs_alone
# hint: changes its input
def two_layer_fc(x, params):
    w1, w2 = params
    scores = F.relu(flatten(x) @ w1) @ w2
    x.zero_()
    return scores
