# cell: MultiTask
# caught by: task_chooses_the_head
# hint: ReLU on the scores
# misconception: 15
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, x, task):
        x = F.relu(self.trunk(x))
        return F.relu(self.heads[task](x))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)
