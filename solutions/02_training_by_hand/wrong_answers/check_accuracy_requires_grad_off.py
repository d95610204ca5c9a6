# cell: check_accuracy
# caught by: accuracy_leaves_no_trace
# hint: no longer require grad
def check_accuracy(loader, model_fn, params):
    for p in params:
        p.requires_grad = False
    c = n = 0
    with torch.no_grad():
        for x, y in loader:
            c += (model_fn(x.to(device), params).argmax(1) == y.to(device)).sum().item()
            n += len(y)
    return c / n
