# cell: RunningCentre
# caught by: gradients_flow_through_the_mean
# hint: cut from the graph
# misconception: 7
class RunningCentre(nn.Module):
    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer('running_mean', torch.zeros(features))

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=0).detach()
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
        else:
            mean = self.running_mean
        return x - mean
