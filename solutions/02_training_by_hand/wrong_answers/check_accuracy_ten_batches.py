# cell: check_accuracy
# caught by: accuracy_counts_every_image
# hint: images in batches of
def check_accuracy(loader, model_fn, params):
    num_correct, num_samples = 0, 0
    with torch.no_grad():
        for t, (x, y) in enumerate(loader):
            if t == 10:
                break
            scores = model_fn(x.to(device), params)
            num_correct += (scores.argmax(dim=1) == y.to(device)).sum().item()
            num_samples += len(y)
    return num_correct / num_samples
