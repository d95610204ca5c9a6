# cell: keep_best
# caught by: net_of_the_best_epoch
# hint: nothing was loaded back
# credit: 0
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = -float("inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy > best:
            best = accuracy
            best_state = copy.deepcopy(net.state_dict())
    return best
