# cell: MultiTask
# caught by: task_can_be_added
# hint: are not there
# misconception: 19
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})
        self.later = {}

    def forward(self, x, task):
        head = self.heads[task] if task in self.heads else self.later[task]
        return head(F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.later[name] = nn.Linear(self.trunk.out_features, classes)
