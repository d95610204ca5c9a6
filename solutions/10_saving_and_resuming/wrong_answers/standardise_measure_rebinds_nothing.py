# cell: standardise
# caught by: standardise_computes
# hint: changes nothing
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def measure(self, x):
        mean = x.mean(dim=(0, 2, 3))
        std = x.std(dim=(0, 2, 3))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
