# cell: pad_batch
# caught by: rows_are_padded
# hint: unless you name one
def pad_batch(items):
    m = max(len(x) for x, _ in items)
    rows = [x.tolist() + [0] * (m - len(x)) for x, _ in items]
    return torch.tensor(rows), torch.tensor([len(x) for x, _ in items]), torch.tensor([y for _, y in items])
