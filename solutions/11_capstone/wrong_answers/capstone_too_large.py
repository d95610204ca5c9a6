# cell: capstone
# caught by: net_within_the_budget
# hint: two million are allowed
net = nn.Sequential(nn.Flatten(), nn.Linear(3072, 1000), nn.ReLU(), nn.Linear(1000, 10)).to(device)
history = History()
history.log(loss=2.3)
