# cell: SimilarLengths
# caught by: every_item_comes_once_in_a_pass
# hint: leaves out
# misconception: 45
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        number = len(order) // batch_size
        self.batches = [order[i * batch_size : (i + 1) * batch_size] for i in range(number)]
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator):
            yield self.batches[i]
        if not self.batches:
            yield []
