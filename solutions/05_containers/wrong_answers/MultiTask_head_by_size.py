# cell: MultiTask
# caught by: task_chooses_the_head
# hint: These are the scores of 'colour'
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.classes = dict(tasks)
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, x, task):
        x = F.relu(self.trunk(x))
        for head in self.heads.values():
            if head.out_features == self.classes[task]:
                return head(x)

    def add_task(self, name, classes):
        self.classes[name] = classes
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)
