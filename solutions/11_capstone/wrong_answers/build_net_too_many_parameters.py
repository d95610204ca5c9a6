# cell: build_net
# caught by: parameters_are_few_and_all_used
# hint: in the first linear layer
def build_net():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(32 * 32 * 32, 100), nn.ReLU(), nn.Linear(100, 10)
    )
