# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        nn.Module.__init__(self)
        sizes = [input_size, hidden_size, num_classes]
        for i in range(2):
            fc = nn.Linear(sizes[i], sizes[i + 1])
            fc.weight = nn.init.kaiming_normal_(fc.weight)
            fc.bias = nn.init.zeros_(fc.bias)
            self.add_module(f"fc{i}", fc)

    def forward(self, x):
        x = flatten(x)
        x = F.relu(getattr(self, "fc0")(x))
        return getattr(self, "fc1")(x)
