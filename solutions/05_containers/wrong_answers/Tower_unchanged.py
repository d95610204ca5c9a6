# cell: Tower
# caught by: parameters_can_be_called
# hint: hides the method
# misconception: 27
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = [nn.Linear(width, width)] * depth
        self.last = nn.Linear(width, classes)
        self.parameters = [self.last.weight, self.last.bias]

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)
