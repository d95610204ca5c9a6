# cell: Tower
# caught by: every_layer_is_registered
# hint: A Python list registers nothing
# misconception: 19
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = [nn.Linear(width, width) for _ in range(depth)]
        self.last = nn.Linear(width, classes)

    def parameters(self):
        for layer in [*self.hidden, self.last]:
            yield layer.weight
            yield layer.bias

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
