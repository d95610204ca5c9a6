# cell: standardise
# caught by: standardise_is_saved
# hint: measured, not trained
# misconception: 25
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mean = nn.Parameter(torch.zeros(channels))
        self.std = nn.Parameter(torch.ones(channels))

    def measure(self, x):
        with torch.no_grad():
            self.mean.copy_(x.mean(dim=(0, 2, 3)))
            self.std.copy_(x.std(dim=(0, 2, 3)))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)
