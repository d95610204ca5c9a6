# cell: gradient_step
def gradient_step(w, learning_rate):
    optimizer = torch.optim.SGD([w], lr=learning_rate)
    optimizer.step()
    optimizer.zero_grad()
