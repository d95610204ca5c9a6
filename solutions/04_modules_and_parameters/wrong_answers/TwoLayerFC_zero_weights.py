# cell: TwoLayerFC
# caught by: two_layer_begins_as_kaimings
# hint: all the same
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        for p in self.parameters():
            nn.init.zeros_(p)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(flatten(x))))
