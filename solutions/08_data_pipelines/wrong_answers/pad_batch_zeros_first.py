# cell: pad_batch
# caught by: rows_are_padded
# hint: The zeros come first
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    longest = int(lengths.max())
    padded = torch.stack([F.pad(s, (longest - len(s), 0)) for s in sequences])
    return padded, lengths, labels
