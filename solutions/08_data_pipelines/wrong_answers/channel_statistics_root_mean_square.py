# cell: channel_statistics
# caught by: std_is_that_of_all_pixels
# hint: subtract the square of the mean
def channel_statistics(loader):
    count, total, squares = 0, 0, 0
    for x, _ in loader:
        count += x.shape[0] * x.shape[2] * x.shape[3]
        total += x.sum(dim=(0, 2, 3))
        squares += (x**2).sum(dim=(0, 2, 3))
    return total / count, (squares / count).sqrt()
