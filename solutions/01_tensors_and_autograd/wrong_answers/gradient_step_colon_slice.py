# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: every shape
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w[:] = w - learning_rate * w.grad
    w.grad = None
