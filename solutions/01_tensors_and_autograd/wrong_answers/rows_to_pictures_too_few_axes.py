# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: dims
def rows_to_pictures(rows, height, width):
    return rows.view(-1, 3, height, width).permute(1, 2, 0)
