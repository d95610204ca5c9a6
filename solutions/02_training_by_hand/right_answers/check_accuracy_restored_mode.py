# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    torch.set_grad_enabled(False)
    correct, total = 0, 0
    for x, y in loader:
        correct += (model_fn(x.to(device), params).argmax(1) == y.to(device)).sum().item()
        total += len(y)
    torch.set_grad_enabled(True)
    return correct / total
