# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: torch.no_grad()
# misconception: 2
def gradient_step(w, learning_rate):
    w -= learning_rate * w.grad
    w.grad = None
