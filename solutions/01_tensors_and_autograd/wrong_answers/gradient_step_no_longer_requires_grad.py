# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: requires grad
# misconception: 4
def gradient_step(w, learning_rate):
    w.requires_grad_(False)
    w -= learning_rate * w.grad
    w.grad = None
