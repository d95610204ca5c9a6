# cell: gain
def gain(f):
    z = torch.linspace(-8, 8, 20_001, dtype=torch.float64)
    density = torch.exp(-z**2 / 2) / math.sqrt(2 * math.pi)
    second_moment = torch.trapezoid(density * f(z) ** 2, z)
    return 1 / torch.sqrt(second_moment)
