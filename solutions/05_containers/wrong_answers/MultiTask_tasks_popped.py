# cell: MultiTask
# caught by: heads_are_registered
# hint: comes back changed
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict()
        while tasks:
            name, classes = tasks.popitem()
            self.heads[name] = nn.Linear(hidden, classes)

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)
