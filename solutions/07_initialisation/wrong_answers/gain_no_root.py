# cell: gain
# caught by: gain_keeps_the_mean_square
# hint: root is missing
def gain(f):
    z = torch.randn(1_000_000)
    return 1 / f(z).pow(2).mean().item()
