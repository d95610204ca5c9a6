# cell: build_net
# caught by: parameters_are_few_and_all_used
# hint: net.parameters() does not list
# misconception: 24
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(block(3, 24), block(24, 48), block(48, 96), nn.Flatten(), nn.Linear(1536, 10))
        self.scale = torch.ones(10, requires_grad=True, device=device)

    def forward(self, x):
        return self.body(x) * self.scale


def build_net():
    return Net()
