# cell: keep_best
# caught by: net_of_the_best_epoch
# hint: expected epoch
# credit: 0
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best = -float("inf")
    for _ in range(epochs):
        before = copy.deepcopy(net.state_dict())
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy > best:
            best, best_state = accuracy, before
    net.load_state_dict(best_state)
    return best
