# cell: augment
# caught by: each_image_is_mirrored_and_shifted
# hint: Is a size written as a number
def augment(x, padding=2):
    n = len(x)
    flip = torch.rand(n, 1, 1, 1) < 0.5
    padded = F.pad(torch.where(flip, x.flip(-1), x), [padding] * 4)
    r = torch.randint(0, 2 * padding + 1, (n, 1)) + torch.arange(32)
    c = torch.randint(0, 2 * padding + 1, (n, 1)) + torch.arange(32)
    return padded[torch.arange(64).view(-1, 1, 1, 1), torch.arange(3).view(-1, 1, 1), r[:, None, :, None], c[:, None, None, :]]
