# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: assigned to self in __init__
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        fc1 = nn.Linear(input_size, hidden_size)
        fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(fc1.weight)
        nn.init.kaiming_normal_(fc2.weight)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
