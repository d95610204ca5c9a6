# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    total, share = 0, 0.0
    with torch.no_grad():
        for x, y in loader:
            batch = (model_fn(x.to(device), params).argmax(dim=1) == y.to(device)).float().mean().item()
            share += batch * len(x)
            total += len(x)
    return share / total
