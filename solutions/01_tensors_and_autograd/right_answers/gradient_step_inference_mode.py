# cell: gradient_step
def gradient_step(w, learning_rate):
    with torch.inference_mode():
        w.add_(w.grad, alpha=-learning_rate)
    w.grad.zero_()
