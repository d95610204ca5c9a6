# cell: Tower
# caught by: every_layer_is_registered
# hint: only the last layer
# misconception: 19
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = [nn.Linear(width, width)] * depth
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
