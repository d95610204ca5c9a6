# cell: TwoLayerFC
class TwoLayerFC(nn.Sequential):
    def __init__(self, input_size, hidden_size, num_classes):
        fc1 = nn.Linear(input_size, hidden_size)
        fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_normal_(fc1.weight)
        nn.init.kaiming_normal_(fc2.weight)
        super().__init__(Flatten(), fc1, nn.ReLU(), fc2)
