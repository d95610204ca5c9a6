# cell: train_part2
# caught by: training_follows_sgd
# hint: plain SGD
def train_part2(model_fn, params, learning_rate):
    rate = globals()['learning_rate']
    for t, (x, y) in enumerate(loader_train):
        x = x.to(device=device, dtype=dtype)
        y = y.to(device=device, dtype=torch.long)
        scores = model_fn(x, params)
        loss = F.cross_entropy(scores, y)
        loss.backward()
        with torch.no_grad():
            for w in params:
                w -= rate * w.grad
                w.grad.zero_()
