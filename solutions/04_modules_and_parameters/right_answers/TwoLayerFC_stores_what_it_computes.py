# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.input_size, self.hidden_size, self.num_classes = input_size, hidden_size, num_classes
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(self.fc1.weight, a=0.01, nonlinearity="leaky_relu")
        nn.init.kaiming_normal_(self.fc2.weight, a=0.01, nonlinearity="leaky_relu")

    def forward(self, x):
        self.x = x.view(-1, self.input_size)
        self.h = F.relu(self.fc1(self.x))
        self.out = self.fc2(self.h)
        return self.out
