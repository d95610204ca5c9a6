# cell: gradient_step
# caught by: step_is_seen_by_autograd
# hint: behind autograd's back
# misconception: 6
# credit: 0.5
def gradient_step(w, learning_rate):
    w.data = w.data - learning_rate * w.grad
    w.grad.zero_()
