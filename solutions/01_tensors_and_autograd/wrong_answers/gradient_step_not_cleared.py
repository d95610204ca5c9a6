# cell: gradient_step
# caught by: step_clears_the_gradient
# hint: still there
# misconception: 1
def gradient_step(w, learning_rate):
    with torch.no_grad():
        w -= learning_rate * w.grad
