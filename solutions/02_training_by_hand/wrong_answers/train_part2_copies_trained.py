# cell: train_part2
# caught by: training_follows_sgd
# hint: Copies of the parameters
# misconception: 32
def train_part2(model_fn, params, learning_rate):
    params = [w.detach().clone().requires_grad_() for w in params]
    for t, (x, y) in enumerate(loader_train):
        x = x.to(device=device, dtype=dtype)
        y = y.to(device=device, dtype=torch.long)
        scores = model_fn(x, params)
        loss = F.cross_entropy(scores, y)
        loss.backward()
        with torch.no_grad():
            for w in params:
                w -= learning_rate * w.grad
                w.grad.zero_()
