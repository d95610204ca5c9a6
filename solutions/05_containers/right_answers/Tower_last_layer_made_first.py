# cell: Tower
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.last = nn.Linear(width, classes)
        self.hidden = nn.ModuleList([nn.Linear(width, width) for _ in range(depth)])

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
