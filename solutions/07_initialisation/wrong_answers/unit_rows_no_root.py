# cell: UnitRows
# caught by: rows_have_length_one
# hint: root is
class UnitRows(nn.Module):
    def forward(self, original):
        lengths = original.flatten(1).square().sum(dim=1)
        return original / lengths.view(-1, *[1] * (original.ndim - 1))

    def right_inverse(self, weight):
        return weight
