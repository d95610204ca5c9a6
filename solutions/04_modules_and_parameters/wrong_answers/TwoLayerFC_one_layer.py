# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: no weight of a first layer
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc = nn.Linear(input_size, num_classes)
        nn.init.kaiming_normal_(self.fc.weight)

    def forward(self, x):
        return self.fc(flatten(x))
