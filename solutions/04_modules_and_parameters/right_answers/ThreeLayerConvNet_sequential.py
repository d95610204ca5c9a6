# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(in_channel, channel_1, kernel_size=5, stride=1, padding=2),
            nn.ReLU(),
            nn.Conv2d(channel_1, channel_2, kernel_size=3, stride=1, padding=1),
            nn.ReLU(),
        )
        self.classifier = nn.Sequential(Flatten(), nn.Linear(channel_2 * 32 * 32, num_classes))
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(m.weight, nonlinearity="relu")
                nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.classifier(self.features(x))
