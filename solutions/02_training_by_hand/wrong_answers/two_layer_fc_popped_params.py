# cell: two_layer_fc
# caught by: two_layer_leaves_its_inputs_alone
# hint: list params
def two_layer_fc(x, params):
    w1 = params.pop(0)
    w2 = params.pop(0)
    return F.relu(flatten(x) @ w1) @ w2
