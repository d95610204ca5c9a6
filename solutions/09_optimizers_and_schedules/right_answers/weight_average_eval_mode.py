# cell: WeightAverage
class WeightAverage:
    def __init__(self, net, decay):
        self.average = copy.deepcopy(net)
        self.average.eval()
        for p in self.average.parameters():
            p.requires_grad = False
        self.decay = decay

    def update(self, net):
        for a, w in zip(self.average.parameters(), net.parameters()):
            a.data.mul_(self.decay).add_(w.data, alpha=1 - self.decay)
        for a, w in zip(self.average.buffers(), net.buffers()):
            a.data.copy_(w.data)
