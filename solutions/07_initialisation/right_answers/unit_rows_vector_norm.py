# cell: UnitRows
class UnitRows(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, original):
        length = torch.linalg.vector_norm(original, dim=list(range(1, original.dim())), keepdim=True)
        return torch.div(original, length)

    def right_inverse(self, weight):
        return weight
