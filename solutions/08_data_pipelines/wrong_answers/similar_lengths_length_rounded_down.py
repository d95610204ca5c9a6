# cell: SimilarLengths
# caught by: every_item_comes_once_in_a_pass
# hint: the smaller one included
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        self.batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.generator = torch.Generator().manual_seed(seed)
        self.n, self.batch_size = len(lengths), batch_size

    def __len__(self):
        return self.n // self.batch_size

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator):
            yield self.batches[i]
