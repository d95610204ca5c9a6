# cell: pad_batch
# caught by: rows_are_padded
# hint: The rows have changed places
def pad_batch(items):
    items.sort(key=lambda item: len(item[0]), reverse=True)
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    padded = nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    return padded, lengths, labels
