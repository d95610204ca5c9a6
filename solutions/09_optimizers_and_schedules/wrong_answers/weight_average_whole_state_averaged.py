# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: are copied as they are
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        with torch.no_grad():
            new = net.state_dict()
            for key, mean in self.average.state_dict().items():
                mean.mul_(self.decay).add_(new[key], alpha=1 - self.decay)
