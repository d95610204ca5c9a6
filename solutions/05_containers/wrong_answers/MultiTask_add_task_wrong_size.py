# cell: MultiTask
# caught by: task_can_be_added
# hint: has the wrong size
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.in_features, classes)
