# cell: fast_step
# caught by: autocast_for_forward_and_loss
# hint: autocast is for torch.float16
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=torch.float16, enabled=low is not None):
        loss = F.cross_entropy(net(x), y)
    optimizer.zero_grad()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
