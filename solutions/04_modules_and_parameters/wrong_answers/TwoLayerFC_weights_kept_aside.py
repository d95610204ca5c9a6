# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: net's own parameters
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(self.fc1.weight)
        nn.init.kaiming_normal_(self.fc2.weight)
        self.w1 = self.fc1.weight.clone()
        self.w2 = self.fc2.weight.clone()

    def forward(self, x):
        hidden = F.relu(F.linear(flatten(x), self.w1, self.fc1.bias))
        return F.linear(hidden, self.w2, self.fc2.bias)
