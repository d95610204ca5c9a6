# cell: check_accuracy
# caught by: accuracy_counts_every_image
# hint: mean of the accuracies
# misconception: 44
def check_accuracy(loader, model_fn, params):
    accuracies = []
    with torch.no_grad():
        for x, y in loader:
            predictions = model_fn(x.to(device), params).argmax(dim=1)
            accuracies.append((predictions == y.to(device)).float().mean().item())
    return sum(accuracies) / len(loader)
