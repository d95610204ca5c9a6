# cell: keep_best
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = -float("inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy > best:
            best = accuracy
            best_state = copy.deepcopy(net)
    net.load_state_dict(best_state.state_dict())
    return best
