# cell: RunningCentre
# caught by: each_mode_does_its_part
# hint: running_mean changes
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features))

    def forward(self, x):
        mean = x.mean(dim=0)
        with torch.no_grad():
            self.running_mean += self.momentum * (mean - self.running_mean)
        return x - (mean if self.training else self.running_mean)
