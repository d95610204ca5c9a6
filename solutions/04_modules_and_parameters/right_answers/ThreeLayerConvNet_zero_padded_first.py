# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.ZeroPad2d(2),
            nn.Conv2d(in_channel, channel_1, 5),
            nn.ReLU(),
            nn.ZeroPad2d(1),
            nn.Conv2d(channel_1, channel_2, 3),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(channel_2 * 32 * 32, num_classes),
        )
        for name, parameter in self.net.named_parameters():
            if name.endswith("weight"):
                nn.init.kaiming_normal_(parameter)
            else:
                nn.init.zeros_(parameter)

    def forward(self, x):
        return self.net(x)
