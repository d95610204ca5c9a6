# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: has not moved
# misconception: 3
def gradient_step(w, learning_rate):
    gradient = w.grad
    with torch.no_grad():
        new = w - learning_rate * gradient
    w.grad = None
    w = new.requires_grad_()
