# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: learning_rate * w.grad
def gradient_step(w, learning_rate):
    torch.nn.utils.clip_grad_norm_([w], 100.0)
    with torch.no_grad():
        w -= learning_rate * w.grad
    w.grad = None
