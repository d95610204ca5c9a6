# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: has not moved
# misconception: 4
def gradient_step(w, learning_rate):
    gradient = w.grad
    w.grad = None
    w = w - learning_rate * gradient
