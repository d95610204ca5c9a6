# cell: WeightAverage
# caught by: net_and_graph_are_left_alone
# hint: freeze the copy
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net.requires_grad_(False))

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
