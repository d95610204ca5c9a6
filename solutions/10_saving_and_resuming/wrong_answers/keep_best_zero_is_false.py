# cell: keep_best
# caught by: any_number_can_be_the_best
# hint: zero and less
# credit: 0.5
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best = None
    best_state = copy.deepcopy(net.state_dict())
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if not best or accuracy > best:
            best, best_state = accuracy, copy.deepcopy(net.state_dict())
    net.load_state_dict(best_state)
    return best
