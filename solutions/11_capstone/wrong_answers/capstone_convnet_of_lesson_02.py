# cell: capstone
# caught by: capstone_accuracy
# hint: expected 52%
net = nn.Sequential(
    nn.Conv2d(3, 16, 5, padding=2), nn.ReLU(), nn.Conv2d(16, 8, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 32 * 32, 10)
).to(device)
optimizer = torch.optim.SGD(net.parameters(), lr=3e-3)
history = History()
for epoch in range(2):
    for x, y in loader_train:
        loss = F.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history.log(loss=loss)
