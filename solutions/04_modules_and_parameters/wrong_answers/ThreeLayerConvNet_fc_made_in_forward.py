# cell: ThreeLayerConvNet
# caught by: convnet_scores_agree
# hint: no weight of a fully connected layer
# misconception: 26
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channel, channel_1, 5, padding=2)
        self.conv2 = nn.Conv2d(channel_1, channel_2, 3, padding=1)
        for layer in (self.conv1, self.conv2):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)
        self.num_classes = num_classes

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = flatten(F.relu(self.conv2(x)))
        fc = nn.Linear(x.shape[1], self.num_classes).to(x.device)
        nn.init.kaiming_normal_(fc.weight)
        return fc(x)
