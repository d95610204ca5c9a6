# cell: train_part2
# caught by: training_follows_sgd
# hint: as the loader gives them
def train_part2(model_fn, params, learning_rate):
    for x, y in loader_train:
        x = x.to(device).view(x.shape[0], -1)
        loss = F.cross_entropy(model_fn(x, params), y.to(device))
        loss.backward()
        with torch.no_grad():
            for w in params:
                w -= learning_rate * w.grad
                w.grad.zero_()
