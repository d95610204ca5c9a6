# cell: standardise
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def measure(self, x):
        self.register_buffer('mean', x.mean(dim=(0, 2, 3)))
        self.register_buffer('std', x.std(dim=(0, 2, 3), unbiased=False))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
