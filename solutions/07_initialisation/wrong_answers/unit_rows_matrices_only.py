# cell: UnitRows
# caught by: rows_have_length_one
# hint: has shape
class UnitRows(nn.Module):
    def forward(self, original):
        return F.normalize(original.flatten(1), dim=1)

    def right_inverse(self, weight):
        return weight
