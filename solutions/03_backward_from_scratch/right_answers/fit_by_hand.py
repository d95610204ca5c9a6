# cell: fit
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    losses = []
    for _ in range(epochs):
        for x_batch, y_batch in zip(x.split(batch_size), y.split(batch_size), strict=True):
            predicted = (x_batch @ w + b).squeeze(1)
            loss = ((predicted - y_batch) ** 2).mean()
            slope_w, slope_b = torch.autograd.grad(loss, [w, b])
            with torch.no_grad():
                w -= learning_rate * slope_w
                b -= learning_rate * slope_b
            losses.append(loss.item())
    return losses
