# cell: UnitRows
# caught by: parametrization_learns_and_takes_weights
# hint: no gradient
# misconception: 7
class UnitRows(nn.Module):
    def forward(self, original):
        with torch.no_grad():
            return F.normalize(original.flatten(1), dim=1).view_as(original)

    def right_inverse(self, weight):
        return weight
