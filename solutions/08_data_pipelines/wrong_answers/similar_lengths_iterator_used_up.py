# cell: SimilarLengths
# caught by: every_item_comes_once_in_a_pass
# hint: leaves out
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        self.batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.generator = torch.Generator().manual_seed(seed)
        mixed = torch.randperm(len(self.batches), generator=self.generator)
        self.iterator = iter([self.batches[i] for i in mixed])

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        return self.iterator
