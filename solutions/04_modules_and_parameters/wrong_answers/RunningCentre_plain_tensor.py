# cell: RunningCentre
# caught by: running_mean_is_a_buffer
# hint: plain tensor
# misconception: 24
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.running_mean = torch.zeros(features)

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=0)
            old = (1 - self.momentum) * self.running_mean
            self.running_mean = (old + self.momentum * mean).detach()
        else:
            mean = self.running_mean
        return x - mean
