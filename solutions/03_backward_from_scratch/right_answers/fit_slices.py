# cell: fit
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    def batch_loss(rows):
        return ((x[rows] @ w + b - y[rows, None]) ** 2).mean()

    optimizer = torch.optim.SGD((w, b), lr=learning_rate)
    losses = []
    for epoch in range(epochs):
        for start in range(0, len(x), batch_size):
            optimizer.zero_grad(set_to_none=False)
            loss = batch_loss(slice(start, start + batch_size))
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        print("epoch", epoch, losses[-1])
    return losses
