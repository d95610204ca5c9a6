# cell: sequential
learning_rate = 1e-2
model = nn.Sequential(
    nn.Conv2d(3, 32, 5, 1, 2),
    nn.ReLU(True),
    nn.Conv2d(32, 16, 3, 1, 1),
    nn.ReLU(True),
    nn.Flatten(1, -1),
    nn.Linear(16 * 32 ** 2, 10),
)
for p in model.parameters():
    if p.dim() > 1:
        nn.init.xavier_uniform_(p)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
