# cell: RunningCentre
# caught by: running_mean_is_a_buffer
# hint: not saved
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features), persistent=False)

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=0)
            with torch.no_grad():
                self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
        else:
            mean = self.running_mean
        return x - mean
