# cell: SimilarLengths
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size, self.seed = lengths, batch_size, seed
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return (len(self.lengths) + self.batch_size - 1) // self.batch_size

    def __iter__(self):
        order = np.argsort(self.lengths)
        batches = [order[i : i + self.batch_size].tolist() for i in range(0, len(order), self.batch_size)]
        for i in self.rng.permutation(len(batches)):
            yield batches[i]
