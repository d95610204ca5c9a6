# cell: pad_batch
def pad_batch(items):
    longest = max(s.shape[0] for s, _ in items)
    rows = [torch.cat([s, s.new_zeros(longest - len(s))]) for s, _ in items]
    lengths = torch.LongTensor([s.numel() for s, _ in items])
    return torch.stack(rows), lengths, torch.LongTensor([label for _, label in items])
