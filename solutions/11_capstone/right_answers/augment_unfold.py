# cell: augment
def augment(x, padding=2):
    n, c, h, w = x.shape
    flips = torch.randint(0, 2, (n,), device=x.device).bool()
    x = x.clone()
    x[flips] = x[flips].flip(3)
    windows = F.pad(x, (padding, padding, padding, padding)).unfold(2, h, 1).unfold(3, w, 1)
    i = torch.randint(0, 2 * padding + 1, (n,), device=x.device)
    j = torch.randint(0, 2 * padding + 1, (n,), device=x.device)
    return windows[torch.arange(n, device=x.device), :, i, j]
