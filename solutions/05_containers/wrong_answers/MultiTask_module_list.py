# cell: MultiTask
# caught by: heads_are_registered
# hint: of type ModuleList
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.names = list(tasks)
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleList([nn.Linear(hidden, n) for n in tasks.values()])

    def forward(self, x, task):
        return self.heads[self.names.index(task)](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.names.append(name)
        self.heads.append(nn.Linear(self.trunk.out_features, classes))
