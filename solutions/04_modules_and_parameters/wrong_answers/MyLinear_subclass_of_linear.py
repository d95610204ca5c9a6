# cell: MyLinear
# caught by: linear_registers_its_parameters
# hint: write your own
class MyLinear(nn.Linear):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__(in_features, out_features, bias)
        nn.init.kaiming_normal_(self.weight)
        if bias:
            nn.init.zeros_(self.bias)
