# cell: augment
def augment(x, padding=2):
    h, w = x.shape[-2:]
    change = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomCrop((h, w), padding=padding)])
    return torch.stack([change(image) for image in x])
