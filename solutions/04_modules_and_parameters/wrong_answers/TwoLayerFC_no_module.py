# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: expected an nn.Module
class TwoLayerFC:
    def __init__(self, input_size, hidden_size, num_classes):
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(self.fc1.weight)
        nn.init.kaiming_normal_(self.fc2.weight)

    def __call__(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
