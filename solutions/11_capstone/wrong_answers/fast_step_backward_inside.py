# cell: fast_step
# caught by: autocast_for_forward_and_loss
# hint: The backward pass is under autocast
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    optimizer.zero_grad()
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
        scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
