# cell: MultiTask
# caught by: task_chooses_the_head
# hint: softmax on the scores
# misconception: 14
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x))).softmax(dim=1)

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)
