# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    out = torch.zeros(rows.shape[0], height, width, 3, dtype=rows.dtype)
    size = height * width
    for i in range(rows.shape[0]):
        for c in range(3):
            out[i, :, :, c] = rows[i, c * size : (c + 1) * size].view(height, width)
    return out
