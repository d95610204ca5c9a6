# cell: WeightAverage
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)
        self.means = list(self.average.parameters())

    def update(self, net):
        with torch.inference_mode(False), torch.no_grad():
            torch._foreach_mul_(self.means, self.decay)
            torch._foreach_add_(self.means, list(net.parameters()), alpha=1 - self.decay)
            for mine, theirs in zip(self.average.buffers(), net.buffers()):
                mine[...] = theirs
