# cell: Tower
# caught by: every_layer_is_registered
# hint: only the last layer
# misconception: 26
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.width, self.depth = width, depth
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for _ in range(self.depth):
            x = F.relu(nn.Linear(self.width, self.width)(x))
        return self.last(x)
