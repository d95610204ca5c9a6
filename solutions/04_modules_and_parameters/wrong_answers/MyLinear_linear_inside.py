# cell: MyLinear
# caught by: linear_registers_its_parameters
# hint: write your own
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features, bias=bias)
        nn.init.kaiming_normal_(self.linear.weight)

    def forward(self, x):
        return self.linear(x)
