# cell: fast_step
# caught by: autocast_for_forward_and_loss
# hint: although low is None
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=low or torch.bfloat16):
        loss = F.cross_entropy(net(x), y)
    optimizer.zero_grad()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
