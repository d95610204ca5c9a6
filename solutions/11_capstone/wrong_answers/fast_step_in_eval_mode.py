# cell: fast_step
# caught by: autocast_for_forward_and_loss
# hint: eval mode
def fast_step(net, optimizer, scaler, x, y, low=None):
    optimizer.zero_grad()
    net.eval()
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
