# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: no ReLU between
def two_layer_fc(x, params):
    w1, w2 = params
    x = flatten(x).mm(w1)
    F.relu(x)
    return x.mm(w2)
