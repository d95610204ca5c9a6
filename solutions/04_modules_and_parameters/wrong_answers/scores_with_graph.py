# cell: scores_with
# caught by: scores_are_those_of_the_values
# hint: carry a graph
def scores_with(net, values, x):
    modes = [(m, m.training) for m in net.modules()]
    net.eval()
    scores = torch.func.functional_call(net, values, x)
    for m, mode in modes:
        m.training = mode
    return scores
