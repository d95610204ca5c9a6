# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: zero_grad
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w -= learning_rate * w.grad
    w.zero_grad()
