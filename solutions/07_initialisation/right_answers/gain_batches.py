# cell: gain
def gain(f):
    total = 0.0
    for _ in range(20):
        total += (f(torch.randn(50_000, dtype=torch.float64)) ** 2).mean().item()
    return (total / 20) ** -0.5
