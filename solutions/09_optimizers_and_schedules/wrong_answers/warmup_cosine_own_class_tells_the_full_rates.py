# cell: warmup_cosine
# caught by: last_rates_are_those_in_force
# hint: does not give the rates that are in the groups
class Schedule:
    def __init__(self, optimizer, factor):
        self.optimizer, self.factor, self.epoch = optimizer, factor, 0
        self.rates = [group["lr"] for group in optimizer.param_groups]
        self.write()

    def write(self):
        for group, rate in zip(self.optimizer.param_groups, self.rates):
            group["lr"] = rate * self.factor(self.epoch)

    def step(self):
        self.epoch += 1
        self.write()

    def get_last_lr(self):
        return self.rates


def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    def factor(e):
        if e < warmup_epochs:
            return start_factor + (1 - start_factor) * e / warmup_epochs
        t = (e - warmup_epochs) / (epochs - warmup_epochs)
        return (1 + math.cos(math.pi * t)) / 2

    return Schedule(optimizer, factor)
