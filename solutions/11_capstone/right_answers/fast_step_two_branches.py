# cell: fast_step
def loss_of(net, x, y):
    return F.cross_entropy(net(x), y)


def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    if low is None:
        loss = loss_of(net, x, y)
    else:
        with torch.autocast(device_type=device.type, dtype=low):
            loss = loss_of(net, x, y)
    value = loss.detach()
    optimizer.zero_grad()
    loss = scaler.scale(loss)
    loss.backward()
    scaler.step(optimizer)
    scaler.update()
    return value
