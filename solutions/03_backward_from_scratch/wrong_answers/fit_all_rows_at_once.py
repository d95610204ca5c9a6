# cell: fit
# caught by: fit_follows_sgd
# hint: uses all rows
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    optimizer = torch.optim.SGD([w, b], lr=learning_rate)
    losses = []
    for _ in range(epochs):
        predicted = (x @ w + b).squeeze(1)
        loss = ((predicted - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
