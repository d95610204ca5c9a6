# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: the scores are not
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        for fc in (self.fc1, self.fc2, self.fc3):
            nn.init.kaiming_normal_(fc.weight)

    def forward(self, x):
        x = F.relu(self.fc1(flatten(x)))
        x = F.relu(self.fc2(x))
        return self.fc3(x)
