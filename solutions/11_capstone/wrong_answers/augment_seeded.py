# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: seed nothing
def augment(x, padding=2):
    torch.manual_seed(0)
    h, w = x.shape[-2:]
    change = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomCrop((h, w), padding=padding)])
    return torch.stack([change(image) for image in x])
