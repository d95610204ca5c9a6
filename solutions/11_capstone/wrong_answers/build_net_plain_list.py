# cell: build_net
# caught by: scores_are_raw
# hint: no parameters
# misconception: 19
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Conv2d(3, 16, 3, stride=4), nn.ReLU(), nn.Flatten(), nn.Linear(1024, 10)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def build_net():
    return Net()
