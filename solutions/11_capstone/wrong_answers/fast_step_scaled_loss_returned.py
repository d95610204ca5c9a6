# cell: fast_step
# caught by: loss_comes_back
# hint: The scaled loss is returned
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
    optimizer.zero_grad()
    loss = scaler.scale(loss)
    loss.backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
