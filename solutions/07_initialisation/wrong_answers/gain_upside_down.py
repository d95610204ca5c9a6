# cell: gain
# caught by: gain_keeps_the_mean_square
# hint: upside down
def gain(f):
    z = torch.randn(1_000_000)
    return f(z).pow(2).mean().sqrt().item()
