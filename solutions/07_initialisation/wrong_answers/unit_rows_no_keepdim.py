# cell: UnitRows
# caught by: rows_have_length_one
# hint: broadcast
class UnitRows(nn.Module):
    def forward(self, original):
        return original / original.norm(dim=1)

    def right_inverse(self, weight):
        return weight
