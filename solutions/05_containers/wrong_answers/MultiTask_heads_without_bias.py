# cell: MultiTask
# caught by: heads_are_registered
# hint: its bias left out
# misconception: 18
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict({k: nn.Linear(hidden, n, bias=False) for k, n in tasks.items()})

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes, bias=False)
