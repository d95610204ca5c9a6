# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: has not moved
def gradient_step(w, learning_rate):
    w.grad.zero_()
    with torch.no_grad():
        w -= learning_rate * w.grad
