# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: depend on each other
def augment(x, padding=2):
    n, c, h, w = x.shape
    padded = F.pad(x, [padding] * 4)
    out = torch.zeros_like(x)
    for i in range(n):
        top = torch.randint(0, 2 * padding + 1, (1,)).item()
        left = top
        out[i] = padded[i, :, top : top + h, left : left + w]
        if torch.rand(1) < 0.5:
            out[i] = out[i].flip(-1)
    return out
