# cell: warmup_cosine
# caught by: last_rates_are_those_in_force
# hint: get_last_lr() does not give
class NoLast:
    def __init__(self, o, w, n, s):
        self.inner = LambdaLR(o, lambda e: s + (1 - s) * e / w if e < w else (
            1 + math.cos(math.pi * (e - w) / (n - w))) / 2)

    def step(self):
        self.inner.step()

    def get_last_lr(self):
        pass


def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    return NoLast(optimizer, warmup_epochs, epochs, start_factor)
