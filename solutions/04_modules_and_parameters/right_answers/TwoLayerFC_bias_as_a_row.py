# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.empty(input_size, hidden_size))
        self.b1 = nn.Parameter(torch.zeros(1, hidden_size))
        self.w2 = nn.Parameter(torch.empty(hidden_size, num_classes))
        self.b2 = nn.Parameter(torch.zeros(1, num_classes))
        nn.init.kaiming_normal_(self.w1, mode="fan_out")
        nn.init.kaiming_normal_(self.w2, mode="fan_out")

    def forward(self, x):
        x = x.view(x.size(0), -1)
        return torch.relu(x @ self.w1 + self.b1) @ self.w2 + self.b2
