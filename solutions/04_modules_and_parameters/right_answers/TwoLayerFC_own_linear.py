# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.layers = nn.ModuleList([MyLinear(input_size, hidden_size), MyLinear(hidden_size, num_classes)])

    def forward(self, x):
        first, second = self.layers
        return second(F.relu(first(flatten(x))))
