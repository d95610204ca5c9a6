# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc1.weight = nn.Parameter(random_weight(self.fc1.weight.shape))
        self.fc1.bias = nn.Parameter(zero_weight(self.fc1.bias.shape))
        self.fc2 = nn.Linear(hidden_size, num_classes)
        self.fc2.weight = nn.Parameter(random_weight(self.fc2.weight.shape))
        self.fc2.bias = nn.Parameter(zero_weight(self.fc2.bias.shape))

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
