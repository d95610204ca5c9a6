# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.LazyLinear(hidden_size)
        self.fc2 = nn.LazyLinear(num_classes)
        self.fc2(F.relu(self.fc1(torch.zeros(1, input_size))))  # a dry run
        nn.init.kaiming_normal_(self.fc1.weight)
        nn.init.kaiming_normal_(self.fc2.weight)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
