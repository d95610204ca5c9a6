# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: switched off for the whole program
def gradient_step(w, learning_rate):
    torch.set_grad_enabled(False)
    w -= learning_rate * w.grad
    w.grad = None
