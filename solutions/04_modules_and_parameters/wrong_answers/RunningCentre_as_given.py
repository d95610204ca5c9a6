# cell: RunningCentre
# caught by: running_mean_is_a_buffer
# hint: super().__init__()
# misconception: 22
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        self.momentum = momentum
        self.running_mean = torch.zeros(features)

    def forward(self, x):
        if torch.is_grad_enabled():  # while the net is trained
            mean = x.mean(dim=0)
            old = (1 - self.momentum) * self.running_mean
            self.running_mean = old + self.momentum * mean
        else:
            mean = self.running_mean
        return x - mean
