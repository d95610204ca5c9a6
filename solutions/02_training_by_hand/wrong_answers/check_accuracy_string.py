# cell: check_accuracy
# caught by: accuracy_counts_every_image
# hint: return a number
def check_accuracy(loader, model_fn, params):
    c = n = 0
    with torch.no_grad():
        for x, y in loader:
            c += (model_fn(x.to(device), params).argmax(1) == y.to(device)).sum().item()
            n += len(y)
    return f"{c / n:.2%}"
