# cell: check_accuracy
# caught by: accuracy_counts_every_image
# hint: as the loader gives them
def check_accuracy(loader, model_fn, params):
    c = n = 0
    with torch.no_grad():
        for x, y in loader:
            x = x.to(device).view(x.shape[0], -1)
            c += (model_fn(x, params).argmax(1) == y.to(device)).sum().item()
            n += len(y)
    return c / n
