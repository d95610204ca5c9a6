# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    out = torch.zeros(len(rows), height, width, 3)
    x = rows.view(len(rows), 3, height, width)
    for c in range(3):
        out[:, :, :, c] = x[:, c]
    return out
