# cell: scores_with
# caught by: scores_are_those_of_the_values
# hint: Is there a return
def scores_with(net, values, x):
    modes = [(m, m.training) for m in net.modules()]
    net.eval()
    with torch.no_grad():
        scores = torch.func.functional_call(net, values, x)
    for m, mode in modes:
        m.training = mode
