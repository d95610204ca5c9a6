# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: has not moved
# misconception: 3
def gradient_step(w, learning_rate):
    w = w.detach() - learning_rate * w.grad
    w.requires_grad_()
