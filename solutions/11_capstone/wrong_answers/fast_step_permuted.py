# cell: fast_step
# caught by: images_are_in_channels_last
# hint: not a permute
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.permute(0, 2, 3, 1)
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
    optimizer.zero_grad()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
