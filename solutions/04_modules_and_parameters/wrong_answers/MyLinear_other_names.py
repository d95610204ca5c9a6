# cell: MyLinear
# caught by: linear_registers_its_parameters
# hint: self.weight and self.bias
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(out_features, in_features) * math.sqrt(2 / in_features))
        self.b = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        return F.linear(x, self.w, self.b)
