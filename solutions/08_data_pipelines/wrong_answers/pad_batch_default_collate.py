# cell: pad_batch
# caught by: rows_are_padded
# hint: stack expects each tensor to be equal size
# misconception: 39
def pad_batch(items):
    sequences, labels = default_collate(items)
    lengths = torch.tensor([len(s) for s in sequences])
    return sequences, lengths, labels
