# cell: RunningCentre
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features))
        self.register_buffer("batches", torch.tensor(0), persistent=False)

    def forward(self, x):
        if not self.training:
            return x - self.running_mean
        self.batches += 1
        mean = x.sum(dim=0) / len(x)
        self.running_mean.data = (1 - self.momentum) * self.running_mean + self.momentum * mean.data
        return x - mean
