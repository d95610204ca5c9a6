# cell: ThreeLayerConvNet
# caught by: convnet_scores_agree
# hint: made in forward
# misconception: 26
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.channels = (in_channel, channel_1, channel_2, num_classes)

    def forward(self, x):
        c0, c1, c2, n = self.channels
        x = F.relu(nn.Conv2d(c0, c1, 5, padding=2)(x))
        x = F.relu(nn.Conv2d(c1, c2, 3, padding=1)(x))
        return nn.Linear(c2 * 32 * 32, n)(flatten(x))
