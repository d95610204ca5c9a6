# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.convs = nn.ModuleList()
        for c_in, c_out, k in ((in_channel, channel_1, 5), (channel_1, channel_2, 3)):
            conv = nn.Conv2d(c_in, c_out, k, padding=(k - 1) // 2)
            conv.weight.data = random_weight(conv.weight.shape).data
            conv.bias.data = zero_weight(conv.bias.shape).data
            self.convs.append(conv)
        self.fc = nn.Linear(channel_2 * 32 * 32, num_classes)
        nn.init.kaiming_normal_(self.fc.weight, nonlinearity="linear")
        nn.init.zeros_(self.fc.bias)

    def forward(self, x):
        for conv in self.convs:
            x = F.relu(conv(x))
        return self.fc(flatten(x))
