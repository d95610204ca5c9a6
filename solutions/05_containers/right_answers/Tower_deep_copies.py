# cell: Tower
import copy


class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        layer = nn.Linear(width, width)
        self.hidden = nn.ModuleList([copy.deepcopy(layer) for _ in range(depth)])
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
