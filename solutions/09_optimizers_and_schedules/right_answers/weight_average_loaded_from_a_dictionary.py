# cell: WeightAverage
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net)
        self.average.requires_grad_(False)

    @torch.no_grad()
    def update(self, net):
        averaged = copy.deepcopy(net.state_dict())
        old = self.average.state_dict()
        for name, _ in net.named_parameters():
            averaged[name] = self.decay * old[name] + (1 - self.decay) * averaged[name]
        self.average.load_state_dict(averaged)
