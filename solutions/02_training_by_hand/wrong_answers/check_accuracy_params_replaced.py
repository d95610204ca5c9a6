# cell: check_accuracy
# caught by: accuracy_leaves_no_trace
# hint: other tensors than before
def check_accuracy(loader, model_fn, params):
    for i in range(len(params)):
        params[i] = params[i].detach()
    c = n = 0
    for x, y in loader:
        c += (model_fn(x.to(device), params).argmax(1) == y.to(device)).sum().item()
        n += len(y)
    return c / n
