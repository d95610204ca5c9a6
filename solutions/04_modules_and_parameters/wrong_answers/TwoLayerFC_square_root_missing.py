# cell: TwoLayerFC
# caught by: two_layer_begins_as_kaimings
# hint: square root
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        self.fc1.weight.data = torch.randn(hidden_size, input_size) * 2 / input_size
        self.fc2.weight.data = torch.randn(num_classes, hidden_size) * 2 / hidden_size

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
