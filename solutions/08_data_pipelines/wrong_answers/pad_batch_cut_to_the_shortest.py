# cell: pad_batch
# caught by: rows_are_padded
# hint: as long as the longest
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    shortest = min(lengths)
    padded = torch.stack([s[:shortest] for s in sequences])
    return padded, lengths, labels
