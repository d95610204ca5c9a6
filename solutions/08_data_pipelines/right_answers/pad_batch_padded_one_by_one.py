# cell: pad_batch
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    longest = max(len(s) for s in sequences)
    padded = torch.stack([F.pad(s, (0, longest - len(s))) for s in sequences])
    return [padded, lengths, labels]
