# cell: pad_batch
# caught by: rows_are_padded
# hint: changes the items
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    longest = int(lengths.max())
    for s in sequences:
        n = len(s)
        s.resize_(longest)
        s[n:] = 0
    padded = torch.stack(sequences)
    return padded, lengths, labels
