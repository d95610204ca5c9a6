# cell: scores_with
# caught by: scores_are_those_of_the_values
# hint: after net.eval()
# misconception: 55
def scores_with(net, values, x):
    with torch.no_grad():
        return torch.func.functional_call(net, values, x)
