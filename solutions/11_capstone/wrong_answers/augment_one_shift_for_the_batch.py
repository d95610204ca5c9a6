# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: shifted down by the same number
def augment(x, padding=2):
    h, w = x.shape[-2:]
    mirrored = torch.rand(len(x), 1, 1, 1, device=x.device) < 0.5
    x = F.pad(torch.where(mirrored, x.flip(-1), x), [padding] * 4)
    top, left = torch.randint(0, 2 * padding + 1, (2,)).tolist()
    return x[:, :, top : top + h, left : left + w]
