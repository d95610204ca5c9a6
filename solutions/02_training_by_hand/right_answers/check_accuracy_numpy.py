# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    guesses, labels = [], []
    with torch.no_grad():
        for x, y in loader:
            guesses.append(model_fn(x.to(device), params).cpu().numpy().argmax(axis=1))
            labels.append(y.numpy())
    return np.mean(np.concatenate(guesses) == np.concatenate(labels))
