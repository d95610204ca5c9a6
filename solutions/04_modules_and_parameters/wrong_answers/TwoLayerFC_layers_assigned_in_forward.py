# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: made in forward
# misconception: 26
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.sizes = (input_size, hidden_size, num_classes)

    def forward(self, x):
        D, H, C = self.sizes
        self.fc1 = nn.Linear(D, H)
        self.fc2 = nn.Linear(H, C)
        nn.init.kaiming_normal_(self.fc1.weight)
        nn.init.kaiming_normal_(self.fc2.weight)
        return self.fc2(F.relu(self.fc1(flatten(x))))
