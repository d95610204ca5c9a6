# cell: to_images
def to_images(array):
    out = []
    for picture in array:
        out.append(torch.from_numpy(picture).permute(2, 0, 1).type(torch.FloatTensor) / 255)
    return torch.stack(out)
