# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: some combinations never occur
def augment(x, padding=2):
    h, w = x.shape[-2:]
    images = []
    for image in x:
        if torch.rand(1) < 0.5:
            images.append(image.flip(-1))
        else:
            top, left = torch.randint(0, 2 * padding + 1, (2,)).tolist()
            images.append(F.pad(image, [padding] * 4)[:, top : top + h, left : left + w])
    return torch.stack(images)
