# cell: WeightAverage
# caught by: net_and_graph_are_left_alone
# hint: changed the net itself
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters()):
                p.mul_(1 - self.decay).add_(mean, alpha=self.decay)
                mean.copy_(p)
        for mine, theirs in zip(self.average.buffers(), net.buffers()):
            mine.copy_(theirs)
