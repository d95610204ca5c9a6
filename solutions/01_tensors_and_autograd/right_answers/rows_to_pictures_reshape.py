# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    return rows.reshape(-1, 3, height, width).permute(0, 2, 3, 1).contiguous()
