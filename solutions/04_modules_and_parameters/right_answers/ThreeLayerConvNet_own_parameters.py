# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv_w1 = nn.Parameter(random_weight((channel_1, in_channel, 5, 5)))
        self.conv_b1 = nn.Parameter(zero_weight((channel_1,)))
        self.conv_w2 = nn.Parameter(random_weight((channel_2, channel_1, 3, 3)))
        self.conv_b2 = nn.Parameter(zero_weight((channel_2,)))
        self.fc_w = nn.Parameter(random_weight((channel_2 * 32 * 32, num_classes)))
        self.fc_b = nn.Parameter(zero_weight((num_classes,)))

    def forward(self, x):
        x = F.relu(F.conv2d(x, self.conv_w1, self.conv_b1, padding=2))
        x = F.relu(F.conv2d(x, self.conv_w2, self.conv_b2, padding=1))
        return flatten(x).mm(self.fc_w) + self.fc_b
