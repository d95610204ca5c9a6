# cell: Tower
# caught by: every_layer_is_registered
# hint: made once, for all nets
class Tower(nn.Module):
    hidden = nn.ModuleList()

    def __init__(self, width, depth, classes):
        super().__init__()
        self.layers = self.hidden
        for _ in range(depth):
            self.layers.append(nn.Linear(width, width))
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return self.last(x)
