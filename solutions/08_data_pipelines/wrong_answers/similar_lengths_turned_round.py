# cell: SimilarLengths
# caught by: batches_come_in_a_new_order
# hint: Draw a new random order
class SimilarLengths(Sampler):

    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        self.batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.generator = torch.Generator().manual_seed(seed)
        self.order = torch.randperm(len(self.batches), generator=self.generator).tolist()

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        self.order = self.order[1:] + self.order[:1]
        for i in self.order:
            yield self.batches[i]
