# cell: capstone
# caught by: capstone_accuracy
# hint: expected 52%
net = nn.Sequential(nn.Flatten(), nn.Linear(3072, 10)).to(device)
history = train_net(net, loader_train, loader_val, 2, 0.01, augment)
