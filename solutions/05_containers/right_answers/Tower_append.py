# cell: Tower
class Tower(nn.Module):
    """A tower of equal layers."""

    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = nn.ModuleList()
        for i in range(depth):
            self.hidden.append(nn.Linear(width, width))
        self.last = nn.Linear(width, classes)
        print("parameters:", len(list(self.parameters())))

    def forward(self, x):
        for i in range(len(self.hidden)):
            x = self.hidden[i](x).clamp(min=0)
        return self.last(x)
