# cell: standardise
# caught by: standardise_is_saved
# hint: measured, not trained
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mean = nn.Parameter(torch.zeros(channels), requires_grad=False)
        self.std = nn.Parameter(torch.ones(channels), requires_grad=False)

    def measure(self, x):
        self.mean.data = x.mean(dim=(0, 2, 3))
        self.std.data = x.std(dim=(0, 2, 3))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
