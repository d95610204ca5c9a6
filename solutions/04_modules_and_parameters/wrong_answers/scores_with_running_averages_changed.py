# cell: scores_with
# caught by: net_is_as_it_was
# hint: running averages
# misconception: 57
def scores_with(net, values, x):
    modes = {m: m.training for m in net.modules()}
    with torch.no_grad():
        if len(x) > 1:
            net(x)
        net.eval()
        scores = torch.func.functional_call(net, values, x)
    for m, mode in modes.items():
        m.training = mode
    return scores
