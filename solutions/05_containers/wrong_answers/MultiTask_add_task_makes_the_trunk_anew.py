# cell: MultiTask
# caught by: task_can_be_added
# hint: what they had learnt is lost
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.hidden = hidden
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict()
        for name, classes in tasks.items():
            self.add_task(name, classes)

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.trunk = nn.Linear(self.trunk.in_features, self.hidden)
        self.heads[name] = nn.Linear(self.hidden, classes)
