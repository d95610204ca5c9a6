# cell: SimilarLengths
class SimilarLengths(Sampler):

    def __init__(self, lengths, batch_size, seed=0):
        order = torch.tensor(lengths).argsort(descending=True)
        self.batches = [b.tolist() for b in order.split(batch_size)]
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        order = torch.randperm(len(self), generator=self.generator)
        return (list(self.batches[i]) for i in order)
