# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        self.reset_parameters()

    def reset_parameters(self):
        for name, p in self.named_parameters():
            if "weight" in name:
                nn.init.kaiming_normal_(p, mode="fan_in", nonlinearity="relu")
            elif "bias" in name:
                nn.init.constant_(p, 0)

    def features(self, x):
        return F.relu(self.fc1(flatten(x)))

    def forward(self, x, return_features=False):
        features = self.features(x)
        scores = self.fc2(features)
        return (scores, features) if return_features else scores
