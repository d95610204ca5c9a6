# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: subtract
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w += learning_rate * w.grad
    w.grad = None
