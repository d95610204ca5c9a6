# cell: MultiTask
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.in_features, self.hidden_size = in_features, hidden
        self.first = nn.Linear(in_features, hidden)
        self.relu = nn.ReLU()
        self.heads = nn.ModuleDict([[name, nn.Linear(hidden, n)] for name, n in tasks.items()])

    def forward(self, x, task):
        hidden = self.relu(self.first(x))
        for name, head in self.heads.items():
            if name == task:
                return head(hidden)
        raise KeyError(task)

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.hidden_size, classes)
        return self
