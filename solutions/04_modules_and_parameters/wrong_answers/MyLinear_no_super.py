# cell: MyLinear
# caught by: linear_registers_its_parameters
# hint: super().__init__()
# misconception: 22
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        self.weight = nn.Parameter(torch.randn(out_features, in_features) * (2 / in_features) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        y = x @ self.weight.T
        return y if self.bias is None else y + self.bias
