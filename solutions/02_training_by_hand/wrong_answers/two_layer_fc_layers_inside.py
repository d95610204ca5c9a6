# cell: two_layer_fc
# caught by: two_layer_scores_agree
# hint: the scores are not
# misconception: 26
def two_layer_fc(x, params):
    h = flatten(x)
    first = nn.Linear(h.shape[1], params[0].shape[1])
    second = nn.Linear(params[0].shape[1], params[1].shape[1])
    return second(F.relu(first(h)))
