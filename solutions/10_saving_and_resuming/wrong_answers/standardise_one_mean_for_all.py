# cell: standardise
# caught by: standardise_computes
# hint: of each channel
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def measure(self, x):
        self.mean = x.mean().expand(x.shape[1])
        self.std = x.std().expand(x.shape[1])

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
