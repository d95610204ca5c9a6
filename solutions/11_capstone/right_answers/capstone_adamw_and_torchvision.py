# cell: capstone
def norm_conv(inputs, outputs):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU())


class MyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Sequential(norm_conv(3, 20), nn.MaxPool2d(2), norm_conv(20, 40), nn.MaxPool2d(2))
        self.second = norm_conv(40, 80)
        self.third = norm_conv(80, 80)
        self.fc = nn.Linear(80, 10)

    def forward(self, x):
        x = self.second(self.first(x))
        x = x + self.third(x)
        return self.fc(x.mean((2, 3)))


net = MyNet().to(device, memory_format=torch.channels_last)
epochs = 6
change = v2.RandomHorizontalFlip()
optimizer = torch.optim.AdamW(net.parameters(), lr=1e-2, weight_decay=0.01)
scheduler = OneCycleLR(optimizer, 1e-2, total_steps=epochs * len(loader_train))
history = History()
for epoch in range(epochs):
    net.train()
    for x, y in loader_train:
        x = change(x).to(memory_format=torch.channels_last)
        loss = F.cross_entropy(net(x), y, label_smoothing=0.05)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        scheduler.step()
        history.log(loss=loss)
    history.log(validation=evaluate(loader_val, net, device))
