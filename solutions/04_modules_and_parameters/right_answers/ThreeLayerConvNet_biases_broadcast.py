# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.w = nn.ParameterDict(
            {
                "conv1": nn.Parameter(random_weight((channel_1, in_channel, 5, 5))),
                "conv2": nn.Parameter(random_weight((channel_2, channel_1, 3, 3))),
                "fc": nn.Parameter(random_weight((channel_2 * 32 * 32, num_classes))),
            }
        )
        self.b = nn.ParameterDict(
            {
                "conv1": nn.Parameter(torch.zeros(1, channel_1, 1, 1)),
                "conv2": nn.Parameter(torch.zeros(1, channel_2, 1, 1)),
                "fc": nn.Parameter(torch.zeros(1, num_classes)),
            }
        )

    def forward(self, x):
        x = (F.conv2d(x, self.w["conv1"], padding="same") + self.b["conv1"]).clamp(min=0)
        x = (F.conv2d(x, self.w["conv2"], padding="same") + self.b["conv2"]).clamp(min=0)
        return x.flatten(1) @ self.w["fc"] + self.b["fc"]
