# cell: scores_with
# caught by: net_is_as_it_was
# hint: another value
def scores_with(net, values, x):
    modes = {m: m.training for m in net.modules()}
    net.eval()
    net.load_state_dict(values, strict=False)
    with torch.no_grad():
        scores = net(x)
    for m, mode in modes.items():
        m.training = mode
    return scores
