# cell: scores_with
# caught by: net_is_as_it_was
# hint: switched off
def scores_with(net, values, x):
    modes = [(m, m.training) for m in net.modules()]
    net.eval()
    torch.set_grad_enabled(False)
    scores = torch.func.functional_call(net, values, x)
    for m, mode in modes:
        m.training = mode
    return scores
