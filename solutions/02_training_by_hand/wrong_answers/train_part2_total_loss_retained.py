# cell: train_part2
# caught by: training_follows_sgd
# hint: plain SGD
# misconception: 10
def train_part2(model_fn, params, learning_rate):
    total = 0
    for t, (x, y) in enumerate(loader_train):
        x = x.to(device=device, dtype=dtype)
        y = y.to(device=device, dtype=torch.long)
        total = total + F.cross_entropy(model_fn(x, params), y)
        total.backward(retain_graph=True)
        with torch.no_grad():
            for w in params:
                w.data = w - learning_rate * w.grad
                w.grad = None
