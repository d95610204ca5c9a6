# cell: SimilarLengths
# caught by: batches_have_similar_lengths
# hint: Sort the indices by length
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = list(range(len(lengths)))
        batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.batches = sorted(batches, key=lambda b: max(lengths[i] for i in b))
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator):
            yield self.batches[i]
