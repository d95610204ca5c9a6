# cell: ThreeLayerConvNet
# caught by: convnet_scores_agree
# hint: plain Python list
# misconception: 19
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.convs = [nn.Conv2d(in_channel, channel_1, 5, padding=2), nn.Conv2d(channel_1, channel_2, 3, padding=1)]
        self.fc = nn.Linear(channel_2 * 32 * 32, num_classes)
        for layer in (*self.convs, self.fc):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x):
        for conv in self.convs:
            x = F.relu(conv(x))
        return self.fc(flatten(x))
