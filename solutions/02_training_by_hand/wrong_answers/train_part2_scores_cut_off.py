# cell: train_part2
# caught by: training_follows_sgd
# hint: scores that are detached
def train_part2(model_fn, params, learning_rate):
    for x, y in loader_train:
        scores = model_fn(x.to(device), params).detach().requires_grad_()
        loss = F.cross_entropy(scores, y.to(device))
        loss.backward()
        with torch.no_grad():
            for w in params:
                if w.grad is not None:
                    w -= learning_rate * w.grad
                    w.grad.zero_()
