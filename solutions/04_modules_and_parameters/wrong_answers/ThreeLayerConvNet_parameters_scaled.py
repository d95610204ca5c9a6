# cell: ThreeLayerConvNet
# caught by: convnet_scores_agree
# hint: plain tensor
# misconception: 23
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv_w1 = nn.Parameter(torch.randn(channel_1, in_channel, 5, 5)) * (2 / (in_channel * 25)) ** 0.5
        self.conv_b1 = nn.Parameter(torch.zeros(channel_1))
        self.conv_w2 = nn.Parameter(torch.randn(channel_2, channel_1, 3, 3)) * (2 / (channel_1 * 9)) ** 0.5
        self.conv_b2 = nn.Parameter(torch.zeros(channel_2))
        self.fc = nn.Linear(channel_2 * 32 * 32, num_classes)
        nn.init.kaiming_normal_(self.fc.weight)
        nn.init.zeros_(self.fc.bias)

    def forward(self, x):
        x = F.relu(F.conv2d(x, self.conv_w1, self.conv_b1, padding=2))
        x = F.relu(F.conv2d(x, self.conv_w2, self.conv_b2, padding=1))
        return self.fc(flatten(x))
