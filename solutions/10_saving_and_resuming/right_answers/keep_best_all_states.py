# cell: keep_best
def train_keeping_best(net, epochs, train_one_epoch, validate):
    states, measures = [], []
    for _ in range(epochs):
        train_one_epoch(net)
        measures.append(validate(net))
        states.append(copy.deepcopy(net.state_dict()))
    net.load_state_dict(states[measures.index(max(measures))])
    return float(np.max(measures))
