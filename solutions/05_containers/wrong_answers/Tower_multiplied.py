# cell: Tower
# caught by: every_layer_is_registered
# hint: one and the same
# misconception: 20
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = nn.ModuleList([nn.Linear(width, width)] * depth)
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
