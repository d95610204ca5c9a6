# cell: augment
# caught by: each_image_is_mirrored_and_shifted
# hint: the other side comes in
def augment(x, padding=2):
    images = []
    for image in x:
        if torch.rand(1) < 0.5:
            image = image.flip(-1)
        dy, dx = torch.randint(-padding, padding + 1, (2,)).tolist()
        images.append(image.roll((dy, dx), dims=(1, 2)))
    return torch.stack(images)
