# cell: fit
# caught by: fit_follows_sgd
# hint: Is a size written as a number
# misconception: 13
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    optimizer = torch.optim.SGD([w, b], lr=learning_rate)
    losses = []
    for _ in range(epochs):
        for x_batch, y_batch in zip(x.split(batch_size), y.split(batch_size), strict=True):
            predicted = (x_batch @ w + b).view(batch_size)
            loss = ((predicted - y_batch) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses
