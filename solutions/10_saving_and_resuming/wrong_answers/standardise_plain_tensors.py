# cell: standardise
# caught by: standardise_is_saved
# hint: a mere attribute
# misconception: 24
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mean = torch.zeros(channels)
        self.std = torch.ones(channels)

    def measure(self, x):
        self.mean = x.mean(dim=(0, 2, 3))
        self.std = x.std(dim=(0, 2, 3))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
