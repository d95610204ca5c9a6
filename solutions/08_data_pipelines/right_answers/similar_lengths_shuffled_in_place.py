# cell: SimilarLengths
class SimilarLengths(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        import random

        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        self.batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        self.random.shuffle(self.batches)
        yield from self.batches
