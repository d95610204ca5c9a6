# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: no parameters
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.register_buffer("w1", torch.randn(input_size, hidden_size) * (2 / input_size) ** 0.5)
        self.register_buffer("b1", torch.zeros(hidden_size))
        self.register_buffer("w2", torch.randn(hidden_size, num_classes) * (2 / hidden_size) ** 0.5)
        self.register_buffer("b2", torch.zeros(num_classes))

    def forward(self, x):
        return F.relu(flatten(x) @ self.w1 + self.b1) @ self.w2 + self.b2
