# cell: MultiTask
# caught by: heads_are_registered
# hint: of type dict
# misconception: 19
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = {name: nn.Linear(hidden, n) for name, n in tasks.items()}

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)
