# cell: fans
# caught by: fans_of_a_linear_layer
# hint: changes the weights
def fans(layer):
    nn.init.ones_(layer.weight)
    window = layer.weight[0, 0].numel()
    groups = getattr(layer, "groups", 1)
    return layer.weight[0].sum().int().item(), layer.weight.shape[0] // groups * window
