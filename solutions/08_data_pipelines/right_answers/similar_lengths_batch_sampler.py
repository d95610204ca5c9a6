# cell: SimilarLengths
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lengths.__getitem__)
        self.batches = list(BatchSampler(order, batch_size, drop_last=False))
        self.order = RandomSampler(self.batches, generator=torch.Generator().manual_seed(seed))

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        return iter([self.batches[i] for i in self.order])
