# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channel, channel_1, 5, padding=2)
        self.conv2 = nn.Conv2d(channel_1, channel_2, 3, padding=1)
        with torch.no_grad():
            size = self.conv2(self.conv1(torch.zeros(1, in_channel, 32, 32))).numel()
        self.fc = nn.Linear(size, num_classes)
        self.init_weights()

    def init_weights(self):
        for layer in self.children():
            fan_in = layer.weight[0].numel()
            with torch.no_grad():
                layer.weight.copy_(torch.randn_like(layer.weight) * math.sqrt(2 / fan_in))
                layer.bias.fill_(0)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = torch.relu(self.conv2(x))
        return self.fc(x.flatten(start_dim=1))
