# cell: SimilarLengths
class SimilarLengths(Sampler):

    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        rest = len(order) % batch_size
        self.batches = [order[:rest]] if rest else []
        self.batches += [order[i : i + batch_size] for i in range(rest, len(order), batch_size)]
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator).tolist():
            yield self.batches[i]
