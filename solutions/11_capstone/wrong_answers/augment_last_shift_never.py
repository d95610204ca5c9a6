# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: gives 0 to k - 1, without k
def augment(x, padding=2):
    n, c, h, w = x.shape
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.5, x.flip(-1), x)
    if padding == 0:
        return x
    padded = F.pad(x, [padding] * 4)
    tops = torch.randint(0, 2 * padding, (n,)).tolist()
    lefts = torch.randint(0, 2 * padding, (n,)).tolist()
    return torch.stack([p[:, t : t + h, l : l + w] for p, t, l in zip(padded, tops, lefts)])
