# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: all of red first
# misconception: 12
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), height, width, 3)
