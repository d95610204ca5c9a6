# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    planes = rows.chunk(3, dim=1)
    return torch.stack([plane.reshape(-1, height, width) for plane in planes], dim=3)
