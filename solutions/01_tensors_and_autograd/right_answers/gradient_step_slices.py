# cell: gradient_step
def gradient_step(w, learning_rate):
    step = w.grad * learning_rate
    with torch.no_grad():
        w[...] = w - step
    del w.grad
