# cell: MyLinear
# caught by: linear_registers_its_parameters
# hint: plain tensor
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = random_weight((in_features, out_features)).T
        self.bias = zero_weight((out_features,)) if bias else None

    def forward(self, x):
        y = x @ self.weight.T
        return y if self.bias is None else y + self.bias
