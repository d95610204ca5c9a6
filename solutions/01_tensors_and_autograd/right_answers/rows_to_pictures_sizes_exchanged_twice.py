# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), 3, width, height).permute(0, 2, 3, 1).reshape(len(rows), height, width, 3)
