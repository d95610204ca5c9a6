# cell: WeightAverage
# caught by: net_and_graph_are_left_alone
# hint: in the mode it was in
class WeightAverage:
    def __init__(self, net, decay):
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)

    @torch.no_grad()
    def update(self, net):
        net.eval()
        for mine, new in zip(self.average.parameters(), net.parameters()):
            mine.lerp_(new, 1 - self.decay)
        for mine, new in zip(self.average.buffers(), net.buffers()):
            mine.copy_(new)
