# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    return rows.unflatten(1, (3, height, width)).movedim(1, -1)
