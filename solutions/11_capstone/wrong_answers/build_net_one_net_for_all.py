# cell: build_net
# caught by: parameters_are_few_and_all_used
# hint: Make the layers inside
layers = [nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(1024, 10)]


def build_net():
    return nn.Sequential(*layers)
