# cell: SimilarLengths
# caught by: batches_come_in_a_new_order
# hint: at the same place in each pass
class SimilarLengths(Sampler):

    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        self.batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        n = len(self.batches) - 1
        for i in torch.randperm(n, generator=self.generator).tolist() + [n]:
            yield self.batches[i]
