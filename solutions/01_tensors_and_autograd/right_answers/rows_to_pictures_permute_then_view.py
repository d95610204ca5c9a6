# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    x = rows.view(len(rows), 3, height, width).permute(0, 2, 3, 1)
    return x.view(len(rows), height, width, 3)
