# cell: MultiTask
# caught by: heads_are_registered
# hint: shared by several heads
# misconception: 20
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        made = {n: nn.Linear(hidden, n) for n in tasks.values()}
        self.heads = nn.ModuleDict({name: made[n] for name, n in tasks.items()})

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)
