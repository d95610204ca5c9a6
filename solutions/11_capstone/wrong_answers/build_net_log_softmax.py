# cell: build_net
# caught by: scores_are_raw
# hint: log-probabilities
# misconception: 14
def build_net():
    return nn.Sequential(block(3, 24), block(24, 48), block(48, 96), nn.Flatten(), nn.Linear(1536, 10), nn.LogSoftmax(dim=1))
