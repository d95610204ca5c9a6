# cell: TwoLayerFC
# caught by: two_layer_begins_as_kaimings
# hint: standard deviation
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.rand(input_size, hidden_size) * (2 / input_size) ** 0.5)
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w2 = nn.Parameter(torch.rand(hidden_size, num_classes) * (2 / hidden_size) ** 0.5)
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        return F.relu(flatten(x) @ self.w1 + self.b1) @ self.w2 + self.b2
