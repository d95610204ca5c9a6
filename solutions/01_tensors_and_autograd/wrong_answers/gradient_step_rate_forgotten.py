# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: learning_rate * w.grad
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w -= w.grad
    w.grad = None
