# cell: gradient_step
def gradient_step(w, learning_rate):
    w.requires_grad_(False)
    w -= w.grad * learning_rate
    w.grad = None
    w.requires_grad_(True)
    return w
