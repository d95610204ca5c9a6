# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        self.fc1.weight.data = torch.randn(hidden_size, input_size) * np.sqrt(2.0 / input_size)
        self.fc2.weight.data = random_weight(self.fc2.weight.shape).data
        self.fc1.bias.data.zero_()
        self.fc2.bias.data.zero_()

    def forward(self, x):
        x = flatten(x)
        h = self.fc1(x)
        h = h * (h > 0)
        return self.fc2(h)
