# cell: gradient_step
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w.sub_(w.grad, alpha=learning_rate)
        w.grad.zero_()
