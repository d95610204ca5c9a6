# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    return rows.t().view(3, height, width, len(rows)).permute(3, 1, 2, 0)
