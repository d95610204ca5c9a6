# cell: WeightAverage
# caught by: average_is_a_copy
# hint: After an update the average changes
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    @torch.no_grad()
    def update(self, net):
        for mine, new in zip(self.average.parameters(), net.parameters()):
            mine.lerp_(new, 1 - self.decay)
        for mine, new in zip(self.average.buffers(), net.buffers()):
            mine.data = new.data
