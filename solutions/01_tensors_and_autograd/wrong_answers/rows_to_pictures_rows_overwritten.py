# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: changes the rows
def rows_to_pictures(rows, height, width):
    pictures = rows.view(len(rows), 3, height, width).permute(0, 2, 3, 1).clone()
    rows.zero_()
    return pictures
