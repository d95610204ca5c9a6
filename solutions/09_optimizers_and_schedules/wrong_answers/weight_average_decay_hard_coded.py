# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: after each update
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = 0.75
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
