# cell: build_net
# caught by: scores_are_raw
# hint: No ReLU or sigmoid
# misconception: 15
def build_net():
    layers = [nn.Flatten()]
    sizes = [3072, 128, 64, 10]
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers)
