# cell: Tower
# caught by: tower_computes_its_scores
# hint: The ReLU after each hidden layer is gone
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.net = nn.Sequential(
            *[nn.Linear(width, width) for _ in range(depth)], nn.Linear(width, classes)
        )

    def forward(self, x):
        return self.net(x)
