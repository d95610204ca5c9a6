# cell: gradient_step
def gradient_step(w, learning_rate):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    w -= learning_rate * w.grad
    torch.set_grad_enabled(before)
    w.grad = None
