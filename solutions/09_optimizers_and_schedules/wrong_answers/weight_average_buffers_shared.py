# cell: WeightAverage
# caught by: average_is_a_copy
# hint: live reference
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)
        for mine, theirs in zip(self.average.modules(), net.modules()):
            mine._buffers = theirs._buffers

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
