# cell: fit
# caught by: fit_leaves_things_in_order
# hint: autograd is off
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    optimizer = torch.optim.SGD([w, b], lr=learning_rate)
    losses = []
    for _ in range(epochs):
        for x_batch, y_batch in zip(x.split(batch_size), y.split(batch_size), strict=True):
            torch.set_grad_enabled(True)
            predicted = (x_batch @ w + b).squeeze(1)
            loss = ((predicted - y_batch) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            torch.set_grad_enabled(False)
            losses.append(loss.item())
    return losses
