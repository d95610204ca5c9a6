# cell: rows_to_pictures
def rows_to_pictures(rows, height, width):
    return torch.einsum('nchw->nhwc', rows.view(rows.shape[0], 3, height, width))
