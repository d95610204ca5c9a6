# cell: SimilarLengths
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size, self.seed = lengths, batch_size, seed
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        import math

        return math.ceil(len(self.lengths) / self.batch_size)

    def __iter__(self):
        n = len(self.lengths)
        ticket = torch.rand(n, generator=self.generator).tolist()
        order = sorted(range(n), key=lambda i: (self.lengths[i], ticket[i]))
        batches = [order[i : i + self.batch_size] for i in range(0, n, self.batch_size)]
        for i in torch.randperm(len(batches), generator=self.generator):
            yield batches[i]
