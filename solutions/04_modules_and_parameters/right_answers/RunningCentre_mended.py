# cell: RunningCentre
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features))

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=0)
            old = (1 - self.momentum) * self.running_mean
            self.running_mean = old + self.momentum * mean.detach()
        else:
            mean = self.running_mean
        return x - mean
