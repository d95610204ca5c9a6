# cell: MyLinear
# caught by: linear_begins_as_kaimings
# hint: two over the inputs
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(random_weight((out_features, in_features)))
        self.bias = nn.Parameter(zero_weight((out_features,))) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias is not None:
            out = out + self.bias
        return out
