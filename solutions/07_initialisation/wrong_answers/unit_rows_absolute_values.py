# cell: UnitRows
# caught by: rows_have_length_one
# hint: absolute values
class UnitRows(nn.Module):
    def forward(self, original):
        return F.normalize(original.flatten(1), p=1, dim=1).view_as(original)

    def right_inverse(self, weight):
        return weight
