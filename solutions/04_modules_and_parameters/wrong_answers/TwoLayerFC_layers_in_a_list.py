# cell: TwoLayerFC
# caught by: two_layer_scores_agree
# hint: plain Python list
# misconception: 19
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.layers = [
            nn.Linear(input_size, hidden_size),
            nn.Linear(hidden_size, num_classes),
        ]
        for layer in self.layers:
            nn.init.kaiming_normal_(layer.weight)

    def forward(self, x):
        x = flatten(x)
        x = F.relu(self.layers[0](x))
        return self.layers[1](x)
