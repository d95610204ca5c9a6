# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(input_size, hidden_size)
        self.scores = nn.Linear(hidden_size, num_classes)
        torch.nn.init.kaiming_normal_(self.hidden.weight, nonlinearity="relu")
        torch.nn.init.kaiming_normal_(self.scores.weight, nonlinearity="linear")
        self.hidden.bias.data.fill_(0.0)
        self.scores.bias.data.fill_(0.0)

    def forward(self, x):
        x = torch.flatten(x, 1)
        x = self.hidden(x)
        x = torch.relu_(x)
        return self.scores(x)
