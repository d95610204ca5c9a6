# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: biases have no say
# misconception: 18
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(random_weight((input_size, hidden_size)))
        self.b1 = nn.Parameter(zero_weight((hidden_size,)))
        self.w2 = nn.Parameter(random_weight((hidden_size, num_classes)))
        self.b2 = nn.Parameter(zero_weight((num_classes,)))

    def forward(self, x):
        hidden = F.relu(flatten(x).mm(self.w1))
        return hidden.mm(self.w2)
