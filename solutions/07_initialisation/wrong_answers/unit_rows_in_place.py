# cell: UnitRows
# caught by: rows_have_length_one
# hint: in place
class UnitRows(nn.Module):
    def forward(self, original):
        lengths = original.flatten(1).norm(dim=1).view(-1, *[1] * (original.ndim - 1))
        original /= lengths
        return original

    def right_inverse(self, weight):
        return weight
