# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: swapped
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), 3, width, height).permute(0, 3, 2, 1)
