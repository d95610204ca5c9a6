# cell: scores_with
# caught by: net_is_as_it_was
# hint: Note the mode of each module
# misconception: 56
def scores_with(net, values, x):
    net.eval()
    with torch.no_grad():
        return torch.func.functional_call(net, values, x)
