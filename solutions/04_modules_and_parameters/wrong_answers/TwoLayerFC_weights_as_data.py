# cell: TwoLayerFC
# caught by: two_layer_gradients_agree
# hint: gradient of
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(self.fc1.weight)
        nn.init.kaiming_normal_(self.fc2.weight)

    def forward(self, x):
        hidden = F.relu(flatten(x) @ self.fc1.weight.data.T + self.fc1.bias)
        return hidden @ self.fc2.weight.data.T + self.fc2.bias
