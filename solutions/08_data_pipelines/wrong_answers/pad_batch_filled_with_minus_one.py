# cell: pad_batch
# caught by: rows_are_padded
# hint: not zero
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    padded = nn.utils.rnn.pad_sequence(sequences, batch_first=True, padding_value=-1)
    return padded, lengths, labels
