# cell: WeightAverage
# caught by: buffers_are_taken_over
# hint: unaveraged
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            if mine.is_floating_point():
                mine.mul_(self.decay).add_(theirs, alpha=1 - self.decay)
            else:
                mine.copy_(theirs)
