# cell: UnitRows
# caught by: parametrization_learns_and_takes_weights
# hint: right_inverse returns
class UnitRows(nn.Module):
    def forward(self, original):
        return F.normalize(original.flatten(1), dim=1).view_as(original)

    def right_inverse(self, weight):
        return 1 / weight
