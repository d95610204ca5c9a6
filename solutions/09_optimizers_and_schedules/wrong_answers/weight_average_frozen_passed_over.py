# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: Frozen parameters are passed over
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    @torch.no_grad()
    def update(self, net):
        for mine, new in zip(self.average.parameters(), net.parameters()):
            if new.requires_grad:
                mine.lerp_(new, 1 - self.decay)
        for mine, new in zip(self.average.buffers(), net.buffers()):
            mine.copy_(new)
