# cell: build_net
# caught by: scores_are_raw
# hint: A softmax belongs to the loss
# misconception: 14
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(4)
        )
        self.fc = nn.Linear(16 * 64, 10)

    def forward(self, x):
        return F.softmax(self.fc(self.body(x).flatten(1)), dim=1)


def build_net():
    return Net()
