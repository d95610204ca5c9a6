# cell: keep_best
# caught by: net_of_the_best_epoch
# hint: Between two epochs
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = float("-inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        measure = validate(net)
        if best_state is None or measure > best:
            best, best_state = measure, copy.deepcopy(net.state_dict())
        else:
            net.load_state_dict(best_state)
    net.load_state_dict(best_state)
    return best
