# cell: RunningCentre
# caught by: each_mode_does_its_part
# hint: feature by feature
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features))

    def forward(self, x):
        if not self.training:
            return x - self.running_mean
        mean = x.mean()
        with torch.no_grad():
            self.running_mean.lerp_(mean.expand_as(self.running_mean), self.momentum)
        return x - mean
