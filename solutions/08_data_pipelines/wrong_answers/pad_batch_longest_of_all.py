# cell: pad_batch
# caught by: rows_are_padded
# hint: not of all the data
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    longest = max(word_lengths)
    padded = torch.zeros(len(items), max(longest, int(lengths.max())), dtype=sequences[0].dtype)
    for row, sequence in enumerate(sequences):
        padded[row, : len(sequence)] = sequence
    return padded, lengths, labels
