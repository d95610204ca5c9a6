# cell: check_accuracy
# caught by: accuracy_leaves_no_trace
# hint: switched off
def check_accuracy(loader, model_fn, params):
    torch.set_grad_enabled(False)
    correct, total = 0, 0
    for x, y in loader:
        correct += (model_fn(x.to(device), params).argmax(1) == y.to(device)).sum().item()
        total += len(y)
    return correct / total
