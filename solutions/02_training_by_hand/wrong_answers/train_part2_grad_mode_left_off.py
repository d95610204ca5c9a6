# cell: train_part2
# caught by: training_keeps_the_leaves
# hint: switched off
def train_part2(model_fn, params, learning_rate):
    for x, y in loader_train:
        torch.set_grad_enabled(True)
        loss = F.cross_entropy(model_fn(x.to(device), params), y.to(device))
        loss.backward()
        torch.set_grad_enabled(False)
        for w in params:
            w -= learning_rate * w.grad
            w.grad.zero_()
