# cell: SimilarLengths
# caught by: batches_have_similar_lengths
# hint: mix the batches, not the items
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size, self.seed = lengths, batch_size, seed
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return -(-len(self.lengths) // self.batch_size)

    def __iter__(self):
        order = torch.randperm(len(self.lengths), generator=self.generator).tolist()
        for i in range(0, len(order), self.batch_size):
            yield order[i : i + self.batch_size]
