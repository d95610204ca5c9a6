# cell: SimilarLengths
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = torch.tensor(lengths).argsort(descending=True)
        self.batches = order.split(batch_size)
        self.generator = torch.Generator()
        self.generator.manual_seed(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator):
            yield self.batches[i]
