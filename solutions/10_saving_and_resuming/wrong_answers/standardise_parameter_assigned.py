# cell: standardise
# caught by: standardise_computes
# hint: cannot be replaced by a tensor
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mean = nn.Parameter(torch.zeros(channels))
        self.std = nn.Parameter(torch.ones(channels))

    def measure(self, x):
        self.mean = x.mean(dim=(0, 2, 3))
        self.std = x.std(dim=(0, 2, 3))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
