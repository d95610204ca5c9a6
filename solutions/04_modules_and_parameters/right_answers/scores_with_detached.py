# cell: scores_with
from torch.func import functional_call


def scores_with(net, values, x):
    training = [m for m in net.modules() if m.training]
    net.eval()
    scores = functional_call(net, values, x).detach()
    for m in training:
        m.training = True
    return scores
