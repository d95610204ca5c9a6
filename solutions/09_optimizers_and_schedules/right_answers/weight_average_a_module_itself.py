# cell: WeightAverage
class WeightAverage(nn.Module):
    def __init__(self, net, decay):
        super().__init__()
        self.decay = decay
        self.average = copy.deepcopy(net)
        self.average.requires_grad_(False)

    @torch.no_grad()
    def update(self, net):
        for mine, new in zip(self.average.parameters(), net.parameters()):
            mine.sub_((1 - self.decay) * (mine - new))
        for mine, new in zip(self.average.buffers(), net.buffers()):
            mine.copy_(new)
