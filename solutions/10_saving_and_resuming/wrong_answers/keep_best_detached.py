# cell: keep_best
# caught by: net_of_the_best_epoch
# hint: what was kept is live
# misconception: 60
# credit: 0
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = -float("inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if accuracy > best:
            best = accuracy
            best_state = {k: v.detach() for k, v in net.state_dict().items()}
    net.load_state_dict(best_state)
    return best
