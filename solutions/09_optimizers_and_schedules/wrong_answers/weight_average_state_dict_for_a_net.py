# cell: WeightAverage
# caught by: average_is_a_copy
# hint: must be a net of its own
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = {k: v.clone() for k, v in net.state_dict().items()}

    def update(self, net):
        with torch.no_grad():
            for key, value in net.state_dict().items():
                if value.is_floating_point():
                    self.average[key].mul_(self.decay).add_(value, alpha=1 - self.decay)
