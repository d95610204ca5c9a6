# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: plain tensor
# misconception: 23
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(input_size, hidden_size)) * np.sqrt(2 / input_size)
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w2 = nn.Parameter(torch.randn(hidden_size, num_classes)) * np.sqrt(2 / hidden_size)
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        hidden = F.relu(flatten(x) @ self.w1 + self.b1)
        return hidden @ self.w2 + self.b2
