# cell: keep_best
# caught by: first_of_equal_ones
# hint: compare with >
# credit: 0.5
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = -float("inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy >= best:
            best = accuracy
            best_state = copy.deepcopy(net.state_dict())
    net.load_state_dict(best_state)
    return best
