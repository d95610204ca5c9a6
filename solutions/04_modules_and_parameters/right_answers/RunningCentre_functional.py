# cell: RunningCentre
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super(RunningCentre, self).__init__()
        self.momentum = momentum
        self.running_mean = nn.Buffer(torch.zeros(features))

    @torch.no_grad()
    def update(self, mean):
        self.running_mean.mul_(1 - self.momentum).add_(mean, alpha=self.momentum)

    def forward(self, x):
        mean = x.mean(0, keepdim=True) if self.training else self.running_mean
        if self.training:
            self.update(mean[0])
        return x - mean
