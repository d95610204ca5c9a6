# cell: standardise
# caught by: standardise_is_saved
# hint: register both in __init__
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mean = torch.zeros(channels)
        self.std = torch.ones(channels)

    def measure(self, x):
        del self.mean, self.std
        self.register_buffer("mean", x.mean(dim=(0, 2, 3)))
        self.register_buffer("std", x.std(dim=(0, 2, 3)))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
