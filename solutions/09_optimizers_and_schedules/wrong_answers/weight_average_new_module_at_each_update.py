# cell: WeightAverage
# caught by: net_and_graph_are_left_alone
# hint: another module after an update
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        old = self.average
        self.average = copy.deepcopy(net).requires_grad_(False)
        for mean, p in zip(self.average.parameters(), old.parameters()):
            mean.mul_(1 - self.decay).add_(p, alpha=self.decay)
