# cell: standardise
# caught by: standardise_is_saved
# hint: computes something else
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def measure(self, x):
        self.m = x.mean(dim=(0, 2, 3))
        self.s = x.std(dim=(0, 2, 3))

    def forward(self, x):
        m = getattr(self, "m", self.mean)
        s = getattr(self, "s", self.std)
        return (x - m.view(-1, 1, 1)) / s.view(-1, 1, 1)
