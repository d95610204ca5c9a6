# cell: build_net
# caught by: eval_mode_looks_at_one_image
# hint: depend on the other images
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(4)
        )
        self.fc = nn.Linear(16 * 64, 10)

    def forward(self, x):
        x = (x - x.mean(0)) / (x.std(0) + 1e-5) if len(x) > 1 else x
        return self.fc(self.body(x).flatten(1))


def build_net():
    return Net()
