# cell: Tower
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super(Tower, self).__init__()
        self.last = nn.Linear(width, classes)
        self.hidden = nn.ModuleDict({str(i): nn.Linear(width, width) for i in range(depth)})

    def forward(self, x):
        for name in self.hidden:
            x = F.relu(self.hidden[name](x))
        return self.last(x)
