# cell: gradient_step
@torch.no_grad()
def gradient_step(w, learning_rate):
    w += -learning_rate * w.grad
    w.grad.fill_(0)
