# cell: UnitRows
# caught by: rows_have_length_one
# hint: whole tensor
class UnitRows(nn.Module):
    def forward(self, original):
        return original / original.norm()

    def right_inverse(self, weight):
        return weight
