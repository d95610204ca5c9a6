# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: plain tensor
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.w1 = random_weight((input_size, hidden_size))
        self.b1 = zero_weight((hidden_size,))
        self.w2 = random_weight((hidden_size, num_classes))
        self.b2 = zero_weight((num_classes,))

    def forward(self, x):
        hidden = F.relu(flatten(x) @ self.w1 + self.b1)
        return hidden @ self.w2 + self.b2
