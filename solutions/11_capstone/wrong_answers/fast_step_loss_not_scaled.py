# cell: fast_step
# caught by: scaler_makes_the_step
# hint: The loss is not scaled
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
