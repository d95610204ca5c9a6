# cell: gain
# caught by: gain_keeps_the_mean_square
# hint: squares are to be averaged
def gain(f):
    z = torch.randn(1_000_000)
    return 1 / f(z).abs().mean().item()
