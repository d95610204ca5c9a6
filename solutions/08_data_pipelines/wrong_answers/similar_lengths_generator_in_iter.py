# cell: SimilarLengths
# caught by: batches_come_in_a_new_order
# hint: Every pass has the same order
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        self.batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.seed = seed

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        generator = torch.Generator().manual_seed(self.seed)
        for i in torch.randperm(len(self.batches), generator=generator):
            yield self.batches[i]
