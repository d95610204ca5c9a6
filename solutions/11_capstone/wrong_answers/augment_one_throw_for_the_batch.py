# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: Draw N numbers, one per image
def augment(x, padding=2):
    change = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomCrop(x.shape[-2:], padding=padding)])
    return change(x)
