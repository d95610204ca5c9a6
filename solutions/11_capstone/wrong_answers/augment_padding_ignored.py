# cell: augment
# caught by: each_image_is_mirrored_and_shifted
# hint: no mirrored or shifted version
def augment(x, padding=2):
    h, w = x.shape[-2:]
    change = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomCrop((h, w), padding=4)])
    return torch.stack([change(image) for image in x])
