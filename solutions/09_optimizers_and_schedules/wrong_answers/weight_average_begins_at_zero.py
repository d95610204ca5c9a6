# cell: WeightAverage
# caught by: average_is_a_copy
# hint: not equal to the net
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)
        for p in self.average.parameters():
            p.zero_()

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
