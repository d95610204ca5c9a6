# cell: MultiTask
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.hidden = hidden
        self.trunk = nn.Sequential(nn.Linear(in_features, hidden), nn.ReLU())
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, x, task):
        x = self.trunk(x)
        return self.heads[task](x)

    def add_task(self, name, classes):
        self.heads.update({name: nn.Linear(self.hidden, classes)})
