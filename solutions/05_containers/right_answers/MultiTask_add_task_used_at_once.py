# cell: MultiTask
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.hidden = hidden
        self.tasks = dict(tasks)
        self.heads = nn.ModuleDict()
        self.w = nn.Parameter(torch.randn(hidden, in_features) * 0.1)
        self.b = nn.Parameter(torch.zeros(hidden))
        for item in self.tasks.items():
            self.add_task(*item)

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.hidden, classes)

    def forward(self, x, task):
        return self.heads[task](F.relu(F.linear(x, self.w, self.b)))
