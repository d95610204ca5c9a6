# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: the scores are not
def two_layer_fc(x, params):
    w1 = torch.randn(24, 17)
    w2 = torch.randn(17, 6)
    return F.relu(flatten(x) @ w1) @ w2
