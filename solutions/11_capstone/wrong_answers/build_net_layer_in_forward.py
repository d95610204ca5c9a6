# cell: build_net
# caught by: eval_mode_looks_at_one_image
# hint: a layer made in
# misconception: 26
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(4)
        )
        self.fc = nn.Linear(16 * 64, 10)

    def forward(self, x):
        x = self.body(x).flatten(1)
        return self.fc(F.relu(nn.Linear(1024, 1024).to(x.device)(x)))


def build_net():
    return Net()
