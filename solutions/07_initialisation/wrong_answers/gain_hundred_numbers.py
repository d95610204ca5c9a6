# cell: gain
# caught by: gain_is_exact_enough
# hint: too few
def gain(f):
    z = torch.randn(100)
    return f(z).square().mean().rsqrt().item()
