# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: must not require grad
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net)

    def update(self, net):
        for mean, p in zip(self.average.parameters(), net.parameters()):
            mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
