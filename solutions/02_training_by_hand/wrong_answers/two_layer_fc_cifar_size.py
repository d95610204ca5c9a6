# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: invalid for input
# misconception: 13
def two_layer_fc(x, params):
    w1, w2 = params
    x = x.view(-1, 3072)
    return F.relu(x.mm(w1)).mm(w2)
