# cell: pad_batch
# caught by: rows_are_padded
# hint: unless you name one
# misconception: 40
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    padded = torch.zeros(len(items), max(lengths))
    for row, sequence in enumerate(sequences):
        padded[row, : len(sequence)] = sequence
    return padded, lengths, labels
