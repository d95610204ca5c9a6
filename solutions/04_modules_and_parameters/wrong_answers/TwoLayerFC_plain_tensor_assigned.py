# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: cannot assign
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        self.fc1.weight = random_weight((hidden_size, input_size))
        self.fc2.weight = random_weight((num_classes, hidden_size))

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
