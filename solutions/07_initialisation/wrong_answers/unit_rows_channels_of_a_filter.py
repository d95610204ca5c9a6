# cell: UnitRows
# caught by: rows_have_length_one
# hint: flatten(1)
class UnitRows(nn.Module):
    def forward(self, original):
        return F.normalize(original)

    def right_inverse(self, weight):
        return weight
