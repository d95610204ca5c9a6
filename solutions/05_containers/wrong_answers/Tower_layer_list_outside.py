# cell: Tower
# caught by: towers_share_nothing
# hint: made once, outside __init__
layer_list = {}


class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        layers = layer_list.setdefault(width, [])
        while len(layers) < depth:
            layers.append(nn.Linear(width, width))
        self.hidden = nn.ModuleList(layers[:depth])
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
