# cell: RunningCentre
# caught by: each_mode_does_its_part
# hint: exchanged
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features))

    def forward(self, x):
        if not self.training:
            return x - self.running_mean
        mean = x.mean(dim=0)
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean.detach()
        return x - mean
