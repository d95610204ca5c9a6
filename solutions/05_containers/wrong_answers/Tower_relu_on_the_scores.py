# cell: Tower
# caught by: tower_computes_its_scores
# hint: ReLU on the scores
# misconception: 15
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(width, width) for _ in range(depth)])
        self.layers.append(nn.Linear(width, classes))

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return x
