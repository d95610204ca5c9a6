# cell: MyLinear
# caught by: linear_registers_its_parameters
# hint: buffer is not learnt
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.register_buffer("weight", torch.randn(out_features, in_features) * (2 / in_features) ** 0.5)
        self.register_buffer("bias", torch.zeros(out_features) if bias else None)

    def forward(self, x):
        y = x @ self.weight.T
        return y if self.bias is None else y + self.bias
