# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    pictures = rows.numpy().reshape(-1, 3, height, width).transpose(0, 2, 3, 1)
    return torch.from_numpy(pictures.copy())
