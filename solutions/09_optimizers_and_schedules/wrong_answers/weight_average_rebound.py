# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: gives a name to a new tensor
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean = self.decay * mean + (1 - self.decay) * p
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
