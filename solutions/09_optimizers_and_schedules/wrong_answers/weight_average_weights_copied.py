# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: simply the present weights
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    def update(self, net):
        self.average.load_state_dict(net.state_dict())
