# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: out of place
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), height * width, 3).transpose(1, 2).reshape(len(rows), height, width, 3)
