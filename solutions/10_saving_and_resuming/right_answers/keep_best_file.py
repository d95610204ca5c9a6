# cell: keep_best
def train_keeping_best(net, epochs, train_one_epoch, validate):
    measures = []
    with TemporaryDirectory() as folder:
        for epoch in range(epochs):
            train_one_epoch(net)
            measures.append(validate(net))
            torch.save(net.state_dict(), Path(folder) / f"{epoch}.pt")
        best = max(range(epochs), key=lambda k: measures[k])
        net.load_state_dict(torch.load(Path(folder) / f"{best}.pt"))
    return measures[best]
