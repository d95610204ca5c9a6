# cell: count_parameters
def count_parameters(net, trainable_only=False):
    total = 0
    for name, p in net.named_parameters():
        if trainable_only and not p.requires_grad:
            continue
        total += torch.tensor(p.shape).prod().long().item() if p.dim() > 0 else 1
    print("counted", total)
    return total
