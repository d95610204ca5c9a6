# cell: capstone
# caught by: capstone_accuracy
# hint: Does the loss fall
net = build_net().to(device)
few = ArrayLoader(*next(iter(loader_train)), batch_size=16)
history = train_net(net, few, loader_val, 2, 0.1, augment)
net = build_net().to(device)
