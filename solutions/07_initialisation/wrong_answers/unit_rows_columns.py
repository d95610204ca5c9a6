# cell: UnitRows
# caught by: rows_have_length_one
# hint: columns
class UnitRows(nn.Module):
    def forward(self, original):
        return original / original.norm(dim=0, keepdim=True)

    def right_inverse(self, weight):
        return weight
