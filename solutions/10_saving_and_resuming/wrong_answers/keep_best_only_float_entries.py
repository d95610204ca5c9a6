# cell: keep_best
# caught by: net_of_the_best_epoch
# hint: num_batches_tracked
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, best_state = float("-inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        measure = validate(net)
        if best_state is None or measure > best:
            best, best_state = measure, {k: v.clone() for k, v in net.state_dict().items() if v.is_floating_point()}
    net.load_state_dict(best_state, strict=False)
    return best
