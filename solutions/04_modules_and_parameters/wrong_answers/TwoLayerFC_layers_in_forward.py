# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: made in forward
# misconception: 26
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_classes = num_classes

    def forward(self, x):
        fc1 = nn.Linear(self.input_size, self.hidden_size)
        fc2 = nn.Linear(self.hidden_size, self.num_classes)
        nn.init.kaiming_normal_(fc1.weight)
        nn.init.kaiming_normal_(fc2.weight)
        return fc2(F.relu(fc1(flatten(x))))
