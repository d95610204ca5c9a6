# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channel, channel_1, 5, padding="same")
        self.conv2 = nn.Conv2d(channel_1, channel_2, 3, padding="same")
        self.fc = nn.Linear(channel_2 * 32 ** 2, num_classes)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.kaiming_uniform_(p, nonlinearity="relu")
            else:
                nn.init.zeros_(p)

    def forward(self, x):
        N = x.shape[0]
        x = self.conv1(x).relu()
        x = self.conv2(x).relu()
        return self.fc(x.reshape(N, -1))
