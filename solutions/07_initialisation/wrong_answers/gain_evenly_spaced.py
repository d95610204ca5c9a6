# cell: gain
# caught by: gain_keeps_the_mean_square
# hint: expected
def gain(f):
    z = torch.linspace(-3, 3, 100_001)
    return 1 / f(z).square().mean().sqrt().item()
