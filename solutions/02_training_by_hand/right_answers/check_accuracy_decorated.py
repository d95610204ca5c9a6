# cell: check_accuracy
@torch.no_grad()
def check_accuracy(loader, model_fn, params):
    correct = total = 0
    for x, y in loader:
        scores = model_fn(x.to(device), params)
        correct += (scores.argmax(1) == y.to(device)).sum().item()
        total += y.numel()
    return correct / total
