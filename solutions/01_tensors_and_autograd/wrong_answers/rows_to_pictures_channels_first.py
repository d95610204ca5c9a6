# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: channels last
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), 3, height, width)
