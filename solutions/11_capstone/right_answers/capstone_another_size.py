# cell: capstone
history = None
net = nn.Sequential(block(3, 24), block(24, 48), block(48, 64), nn.Flatten(), nn.Dropout(0.1), nn.Linear(64 * 16, 10))
net = net.to(device).to(memory_format=torch.channels_last)
history = train_net(net, loader_train, loader_val, epochs=5, max_lr=0.05, change=augment)
