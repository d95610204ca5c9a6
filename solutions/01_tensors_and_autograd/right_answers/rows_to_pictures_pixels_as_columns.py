# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), 3, height * width).permute(0, 2, 1).reshape(len(rows), height, width, 3)
