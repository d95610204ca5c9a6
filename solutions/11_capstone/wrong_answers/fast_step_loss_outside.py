# cell: fast_step
# caught by: autocast_for_forward_and_loss
# hint: Compute the cross-entropy inside
def fast_step(net, optimizer, scaler, x, y, low=None):
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast(x.device.type, dtype=low, enabled=low is not None):
        scores = net(x)
    loss = F.cross_entropy(scores, y)
    optimizer.zero_grad()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return loss.detach()
