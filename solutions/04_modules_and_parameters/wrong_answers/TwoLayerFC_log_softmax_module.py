# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: log_softmax
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super(TwoLayerFC, self).__init__()
        self.net = nn.Sequential(
            Flatten(),
            nn.Linear(input_size, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, num_classes),
            nn.LogSoftmax(dim=1),
        )
        nn.init.kaiming_normal_(self.net[1].weight)
        nn.init.kaiming_normal_(self.net[3].weight)

    def forward(self, x):
        return self.net(x)
