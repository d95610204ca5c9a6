# cell: gain
# caught by: gain_keeps_the_mean_square
# hint: torch.rand draws
def gain(f):
    z = torch.rand(1_000_000)
    return 1 / f(z).square().mean().sqrt().item()
