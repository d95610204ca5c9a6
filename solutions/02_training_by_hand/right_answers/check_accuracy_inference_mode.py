# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    hits = []
    with torch.inference_mode():
        for x, y in loader:
            hits.append(model_fn(x.to(device), params).argmax(dim=-1) == y.to(device))
    return torch.cat(hits).float().mean().item()
