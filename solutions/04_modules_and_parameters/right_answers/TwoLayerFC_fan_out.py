# cell: TwoLayerFC
class TwoLayerFC(nn.Module):
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size, device=device, dtype=dtype)
        self.fc2 = nn.Linear(hidden_size, num_classes, device=device, dtype=dtype)
        with torch.no_grad():
            nn.init.kaiming_normal_(self.fc1.weight, mode="fan_out", nonlinearity="relu")
            nn.init.kaiming_normal_(self.fc2.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x):
        print("shape of the batch:", tuple(x.shape))
        x = x.to(device=device, dtype=dtype)
        return self.fc2(nn.ReLU()(self.fc1(flatten(x))))
