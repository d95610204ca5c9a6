# cell: keep_best
# caught by: any_number_can_be_the_best
# hint: What does `best` begin at
# credit: 0
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = 0.0, copy.deepcopy(net.state_dict())
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy > best:
            best = accuracy
            best_state = copy.deepcopy(net.state_dict())
    net.load_state_dict(best_state)
    return best
