# cell: check_accuracy
# caught by: accuracy_leaves_no_trace
# hint: graph is recorded
# misconception: 9
def check_accuracy(loader, model_fn, params):
    correct, total = 0, 0
    for x, y in loader:
        scores = model_fn(x.to(device), params).detach()
        correct += (scores.argmax(dim=1) == y.to(device)).sum().item()
        total += len(y)
    return correct / total
