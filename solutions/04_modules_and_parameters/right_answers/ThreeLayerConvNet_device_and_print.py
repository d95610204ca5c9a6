# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    """My ConvNet."""

    def __init__(self, in_channel=3, channel_1=32, channel_2=16, num_classes=10):
        super().__init__()
        factory = {"device": device, "dtype": dtype}
        self.conv1 = nn.Conv2d(in_channel, channel_1, 5, padding=2, **factory)
        self.conv2 = nn.Conv2d(channel_1, channel_2, 3, padding=1, **factory)
        self.fc = nn.Linear(channel_2 * 32 * 32, num_classes, **factory)
        for w in (self.conv1.weight, self.conv2.weight, self.fc.weight):
            torch.nn.init.kaiming_normal_(w)
        for b in (self.conv1.bias, self.conv2.bias, self.fc.bias):
            torch.nn.init.zeros_(b)
        print("parameters:", sum(p.numel() for p in self.parameters()))

    def forward(self, x):
        x = x.to(device=device, dtype=dtype)
        x = F.relu(self.conv1(x), inplace=True)
        x = F.relu(self.conv2(x), inplace=True)
        return self.fc(flatten(x))
