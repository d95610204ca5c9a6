# cell: fit
# caught by: fit_follows_sgd
# hint: used twice
# misconception: 10
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    optimizer = torch.optim.SGD([w, b], lr=learning_rate)
    losses = []
    predicted = (x @ w + b).squeeze(1)
    loss = ((predicted - y) ** 2).mean()
    for _ in range(epochs):
        for _ in x.split(batch_size):
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses
