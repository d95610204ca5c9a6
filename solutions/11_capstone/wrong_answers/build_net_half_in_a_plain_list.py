# cell: build_net
# caught by: parameters_are_few_and_all_used
# hint: net.parameters() does not list
# misconception: 19
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = [nn.Conv2d(3, 24, 3, 2, 1), nn.Conv2d(24, 48, 3, 2, 1)]
        self.fc = nn.Linear(48 * 64, 10)

    def forward(self, x):
        for b in self.blocks:
            x = torch.relu(b(x))
        return self.fc(x.flatten(1))


def build_net():
    return Net()
