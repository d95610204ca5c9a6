# cell: TwoLayerFC
# caught by: two_layer_leaves_no_traces
# hint: leave __call__ to nn.Module
# misconception: 28
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(self.fc1.weight)
        nn.init.kaiming_normal_(self.fc2.weight)

    def __call__(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
