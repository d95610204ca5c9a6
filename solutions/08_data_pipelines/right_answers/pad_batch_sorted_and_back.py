# cell: pad_batch
def pad_batch(items):
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]), reverse=True)
    back = torch.tensor(order).argsort()
    sequences = [items[i][0] for i in order]
    lengths = torch.tensor([len(s) for s in sequences])
    padded = nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    labels = default_collate([label for _, label in items])
    return padded[back], lengths[back], labels
