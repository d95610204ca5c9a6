# cell: standardise
class Standardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def measure(self, x):
        rows = x.transpose(0, 1).flatten(1)
        self.mean, self.std = rows.mean(1), rows.std(1)

    def forward(self, x):
        return x.sub(self.mean[None, :, None, None]).div(self.std[None, :, None, None])
