# cell: scores_with
@torch.no_grad()
def scores_with(net, values, x):
    modes = [m.training for m in net.modules()]
    kept = {name: p.clone() for name, p in net.named_parameters()}
    try:
        net.eval()
        for name, p in net.named_parameters():
            p.copy_(values[name])
        return net(x)
    finally:
        for name, p in net.named_parameters():
            p.copy_(kept[name])
        for m, mode in zip(net.modules(), modes):
            m.training = mode
