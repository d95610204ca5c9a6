# cell: augment
def augment(x, padding=2):
    n, c, h, w = x.shape
    mask = (torch.rand(n, 1, 1, 1, device=x.device) > 0.5).to(x.dtype)
    x = mask * x.flip(-1) + (1 - mask) * x
    p = F.pad(x, [padding] * 4)
    r = torch.randint(2 * padding + 1, (n, 1, 1, 1), device=x.device) + torch.arange(h, device=x.device).view(1, 1, h, 1)
    p = p.gather(2, r.expand(n, c, h, p.shape[3]))
    s = torch.randint(2 * padding + 1, (n, 1, 1, 1), device=x.device) + torch.arange(w, device=x.device).view(1, 1, 1, w)
    return p.gather(3, s.expand(n, c, h, w))
