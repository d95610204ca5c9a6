# cell: capstone
# caught by: capstone_accuracy
# hint: expected 52%
net = build_net().to(device, memory_format=torch.channels_last)
history = train_net(net, loader_train, loader_val, 1, 1e-5, augment)
