# cell: standardise
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("statistics", torch.stack([torch.zeros(channels), torch.ones(channels)]))

    def measure(self, x):
        self.statistics.copy_(torch.stack([x.mean(dim=(0, 2, 3)), x.std(dim=(0, 2, 3))]))

    def forward(self, x):
        return (x - self.statistics[0][:, None, None]) / self.statistics[1][:, None, None]
