# cell: augment
import random


def shifted(image, dy, dx):
    out = torch.zeros_like(image)
    h, w = image.shape[1:]
    out[:, max(0, dy) : h + min(0, dy), max(0, dx) : w + min(0, dx)] = image[
        :, max(0, -dy) : h + min(0, -dy), max(0, -dx) : w + min(0, -dx)
    ]
    return out


def augment(x, padding=2):
    result = torch.empty_like(x)
    for i in range(x.size(0)):
        image = torch.flip(x[i], [-1]) if random.random() < 0.5 else x[i]
        result[i] = shifted(image, random.randint(-padding, padding), random.randint(-padding, padding))
    return result
