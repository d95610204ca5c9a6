# cell: gradient_step
# caught by: step_goes_downhill_in_place
# hint: remember
velocities = {}


def gradient_step(w, learning_rate):
    velocities[id(w)] = 0.9 * velocities.get(id(w), 0) + w.grad
    with torch.no_grad():
        w -= learning_rate * velocities[id(w)]
    w.grad = None
