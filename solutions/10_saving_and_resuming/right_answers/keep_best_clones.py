# cell: keep_best
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = -float("inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy > best:
            best = accuracy
            best_state = {k: v.detach().clone() for k, v in net.state_dict().items()}
    net.load_state_dict(best_state)
    return best
