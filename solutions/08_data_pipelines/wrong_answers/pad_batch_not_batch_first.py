# cell: pad_batch
# caught by: rows_are_padded
# hint: batch_first=True
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    padded = nn.utils.rnn.pad_sequence(sequences)
    return padded, lengths, labels
