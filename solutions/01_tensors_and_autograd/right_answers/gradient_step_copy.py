# cell: gradient_step
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w.copy_(w - learning_rate * w.grad)
    w.grad = torch.zeros_like(w)
    return w
