# cell: pad_batch
# caught by: lengths_and_labels_belong_to_the_rows
# hint: lengths is a list
def pad_batch(items):
    sequences = [sequence for sequence, _ in items]
    labels = torch.tensor([label for _, label in items])
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    padded = nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    return padded, [len(s) for s in sequences], labels
