# cell: rows_to_pictures
# caught by: rows_to_pictures_agrees
# hint: written as a number
# misconception: 13
def rows_to_pictures(rows, height, width):
    size = int((rows.shape[1] / 3) ** 0.5)
    return rows.view(len(rows), 3, size, size).permute(0, 2, 3, 1)
