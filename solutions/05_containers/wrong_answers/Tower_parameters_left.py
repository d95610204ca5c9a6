# cell: Tower
# caught by: parameters_can_be_called
# hint: leave self.parameters alone
# misconception: 27
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = nn.ModuleList([nn.Linear(width, width) for _ in range(depth)])
        self.last = nn.Linear(width, classes)
        self.parameters = [p for layer in self.hidden for p in layer.parameters()]
        self.parameters += [self.last.weight, self.last.bias]

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
