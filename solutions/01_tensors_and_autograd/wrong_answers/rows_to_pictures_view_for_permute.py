# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: all of red first
# misconception: 11
def rows_to_pictures(rows, height, width):
    planes = rows.view(rows.shape[0], 3, height, width)
    return planes.reshape(rows.shape[0], height, width, 3)
