# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    n = rows.size(0)
    return rows.view(n, 3, height, width).transpose(1, 2).transpose(2, 3)
