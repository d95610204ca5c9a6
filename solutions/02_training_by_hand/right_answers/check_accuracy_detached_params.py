# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    params = [w.detach() for w in params]
    correct = 0
    for x, y in loader:
        x, y = x.to(device=device, dtype=dtype), y.to(device=device)
        predicted = torch.max(model_fn(x, params), dim=1)[1]
        correct += int((predicted == y).sum())
    return correct / len(loader.dataset)
