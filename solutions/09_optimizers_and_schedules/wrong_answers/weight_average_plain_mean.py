# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: not one that forgets
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.count = 1
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean.mul_(self.count).add_(p).div_(self.count + 1)
        self.count += 1
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
