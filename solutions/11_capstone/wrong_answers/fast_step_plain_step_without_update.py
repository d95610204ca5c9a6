# cell: fast_step
# caught by: scaler_makes_the_step
# hint: The step is made with scaled gradients
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
    optimizer.zero_grad()
    scaler.scale(loss).backward()
    optimizer.step()
    return loss.detach()
