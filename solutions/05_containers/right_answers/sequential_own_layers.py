# cell: sequential
class ConvReLU(nn.Module):
    def __init__(self, inputs, filters, size):
        super().__init__()
        self.conv = nn.Conv2d(inputs, filters, size, padding=size // 2)

    def forward(self, x):
        return F.relu(self.conv(x))


class Affine(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.w = nn.Parameter(torch.randn(inputs, outputs) * 0.01)
        self.b = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return flatten(x) @ self.w + self.b


learning_rate = 1e-2
model = nn.Sequential(ConvReLU(3, 32, 5), ConvReLU(32, 16, 3), Affine(16 * 32 * 32, 10))
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
