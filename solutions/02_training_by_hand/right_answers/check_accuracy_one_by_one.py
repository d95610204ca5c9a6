# cell: check_accuracy
def check_accuracy(loader, model_fn, params):
    right = wrong = 0
    with torch.no_grad():
        for x, y in loader:
            for scores, label in zip(model_fn(x.to(device), params), y):
                if scores.argmax().item() == label.item():
                    right += 1
                else:
                    wrong += 1
    return right / (right + wrong)
