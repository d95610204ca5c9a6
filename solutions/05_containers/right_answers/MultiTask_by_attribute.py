# cell: MultiTask
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.fc = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict()
        for task in tasks:
            self.heads.add_module(task, nn.Linear(hidden, tasks[task]))

    def forward(self, x, task):
        head = getattr(self.heads, task)
        return head(torch.relu(self.fc(x)))

    def add_task(self, name, classes):
        self.heads.add_module(name, nn.Linear(self.fc.weight.shape[0], classes))
