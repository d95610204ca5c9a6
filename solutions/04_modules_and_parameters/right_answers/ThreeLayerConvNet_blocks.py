# cell: ThreeLayerConvNet
class ConvRelu(nn.Module):
    def __init__(self, c_in, c_out, k):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, k, padding=k // 2)
        nn.init.kaiming_normal_(self.conv.weight)
        nn.init.zeros_(self.conv.bias)

    def forward(self, x):
        return F.relu(self.conv(x))


class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.block1 = ConvRelu(in_channel, channel_1, 5)
        self.block2 = ConvRelu(channel_1, channel_2, 3)
        self.fc = MyLinear(channel_2 * 32 * 32, num_classes)

    def forward(self, x):
        return self.fc(flatten(self.block2(self.block1(x))))
