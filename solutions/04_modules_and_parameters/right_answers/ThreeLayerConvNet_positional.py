# cell: ThreeLayerConvNet
class ThreeLayerConvNet(nn.Module):
    def __init__(self, C, F1, F2, K):
        super(ThreeLayerConvNet, self).__init__()
        self.conv1 = nn.Conv2d(C, F1, 5, 1, 2)
        self.conv2 = nn.Conv2d(F1, F2, 3, 1, 1)
        self.fc3 = nn.Linear(F2 * 32 * 32, K)
        self.relu = nn.ReLU(inplace=True)
        self.apply(self._init)

    @staticmethod
    def _init(m):
        if isinstance(m, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(m.weight.data, mode="fan_out", nonlinearity="relu")
            m.bias.data.zero_()

    def forward(self, x):
        out = self.relu(self.conv1(x))
        out = self.relu(self.conv2(out))
        out = out.view(out.size(0), -1)
        return self.fc3(out)
