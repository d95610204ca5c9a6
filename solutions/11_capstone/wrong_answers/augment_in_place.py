# cell: augment
# caught by: each_image_is_mirrored_and_shifted
# hint: changes x itself
def augment(x, padding=2):
    n, c, h, w = x.shape
    mirrored = torch.rand(n) < 0.5
    x[mirrored] = x[mirrored].flip(-1)
    padded = F.pad(x, [padding] * 4)
    out = torch.zeros_like(x)
    for i in range(n):
        top = torch.randint(0, 2 * padding + 1, (1,)).item()
        left = torch.randint(0, 2 * padding + 1, (1,)).item()
        out[i] = padded[i, :, top : top + h, left : left + w]
    return out
