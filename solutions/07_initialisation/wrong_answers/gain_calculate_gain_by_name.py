# cell: gain
# caught by: gain_keeps_the_mean_square
# hint: knows a few names
def gain(f):
    name = getattr(f, "__name__", type(f).__name__.lower())
    return nn.init.calculate_gain({"<lambda>": "gelu"}.get(name, name))
