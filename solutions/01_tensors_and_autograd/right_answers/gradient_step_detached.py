# cell: gradient_step
def gradient_step(w, learning_rate):
    w.detach().sub_(learning_rate * w.grad)
    w.grad = None
