# cell: MultiTask
# caught by: heads_are_registered
# hint: Beside the heads there are none
# misconception: 19
class MultiTask(nn.Module):
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = [nn.Linear(in_features, hidden), nn.ReLU()]
        self.heads = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, x, task):
        for layer in self.trunk:
            x = layer(x)
        return self.heads[task](x)

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk[0].out_features, classes)
