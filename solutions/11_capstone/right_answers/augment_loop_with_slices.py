# cell: augment
def augment(x, padding=2):
    h, w = x.shape[2:]
    images = []
    for image in x:
        if torch.rand(1).item() < 0.5:
            image = image.flip(dims=[2])
        padded = torch.zeros(len(image), h + 2 * padding, w + 2 * padding, dtype=x.dtype, device=x.device)
        padded[:, padding : padding + h, padding : padding + w] = image
        top = torch.randint(0, 2 * padding + 1, (1,)).item()
        left = torch.randint(0, 2 * padding + 1, (1,)).item()
        images.append(padded[:, top : top + h, left : left + w])
    return torch.stack(images)
