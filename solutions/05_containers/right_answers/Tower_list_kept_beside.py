# cell: Tower
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = [nn.Linear(width, width) for _ in range(depth)]
        self.registered = nn.ModuleList(self.hidden)
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
