# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    batches = list(loader)
    x = torch.cat([x for x, _ in batches]).to(device)
    y = torch.cat([y for _, y in batches]).to(device)
    with torch.no_grad():
        return (model_fn(x, params).argmax(dim=1) == y).double().mean()
