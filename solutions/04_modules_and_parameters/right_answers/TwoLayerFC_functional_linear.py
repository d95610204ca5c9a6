# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, D, H, C):
        super().__init__()
        self.weights = nn.ParameterList(
            [
                nn.Parameter(torch.randn(H, D) * np.sqrt(2.0 / D)),
                nn.Parameter(torch.randn(C, H) * np.sqrt(2.0 / H)),
            ]
        )
        self.biases = nn.ParameterList([nn.Parameter(torch.zeros(H)), nn.Parameter(torch.zeros(C))])

    def forward(self, x):
        x = x.flatten(start_dim=1)
        x = F.linear(x, self.weights[0], self.biases[0]).clamp(min=0)
        return F.linear(x, self.weights[1], self.biases[1])
