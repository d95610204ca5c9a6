# cell: standardise
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(1, channels, 1, 1))
        self.register_buffer("std", torch.ones(1, channels, 1, 1))

    def measure(self, x):
        self.mean = x.mean(dim=(0, 2, 3), keepdim=True).detach()
        self.std = x.std(dim=(0, 2, 3), keepdim=True).detach()

    def forward(self, x):
        return (x - self.mean) / self.std
