# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channel, channel_1, 5, padding=2)
        self.conv2 = nn.Conv2d(channel_1, channel_2, 3, padding=1)
        self.fc = nn.Linear(channel_2 * 32 * 32, num_classes)
        self.conv1.weight = nn.Parameter(random_weight((channel_1, in_channel, 5, 5)))
        self.conv1.bias = nn.Parameter(zero_weight((channel_1,)))
        self.conv2.weight = nn.Parameter(random_weight((channel_2, channel_1, 3, 3)))
        self.conv2.bias = nn.Parameter(zero_weight((channel_2,)))
        self.fc.weight = nn.Parameter(random_weight((channel_2 * 32 * 32, num_classes)).T)
        self.fc.bias = nn.Parameter(zero_weight((num_classes,)))

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        scores = self.fc(flatten(x))
        return scores
