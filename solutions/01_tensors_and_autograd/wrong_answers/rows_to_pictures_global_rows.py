# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: written as a number
# misconception: 13
def rows_to_pictures(rows, height, width):
    return globals()['rows'].view(7, 3, height, width).permute(0, 2, 3, 1)
