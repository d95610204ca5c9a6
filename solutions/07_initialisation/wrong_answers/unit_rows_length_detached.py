# cell: UnitRows
# caught by: parametrization_learns_and_takes_weights
# hint: length depends
# misconception: 7
class UnitRows(nn.Module):
    def forward(self, original):
        lengths = original.detach().flatten(1).norm(dim=1).view(-1, *[1] * (original.ndim - 1))
        return original / lengths

    def right_inverse(self, weight):
        return weight
