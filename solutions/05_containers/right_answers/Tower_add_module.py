# cell: Tower
class Tower(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.depth = depth
        for i in range(depth):
            self.add_module(f"hidden{i}", nn.Linear(width, width))
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for i in range(self.depth):
            x = torch.relu(getattr(self, f"hidden{i}")(x))
        return self.last(x)
