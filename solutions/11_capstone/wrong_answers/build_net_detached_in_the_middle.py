# cell: build_net
# caught by: parameters_are_few_and_all_used
# hint: does not reach body
# misconception: 7
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(4)
        )
        self.fc = nn.Linear(16 * 64, 10)

    def forward(self, x):
        return self.fc(self.body(x).detach().flatten(1))


def build_net():
    return Net()
