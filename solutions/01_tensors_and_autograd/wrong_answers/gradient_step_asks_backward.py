# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: does not require grad
# misconception: 7
def gradient_step(w, learning_rate):
    loss = w.detach().sum()
    loss.backward()
    with torch.no_grad():
        w -= learning_rate * w.grad
    w.grad = None
