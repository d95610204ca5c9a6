# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: expected (7, 5, 4, 3)
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), 3, height, width).permute(0, 3, 1, 2)
