# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: each keeps its own rate
class warmup_cosine:
    def __init__(self, optimizer, warmup_epochs, epochs, start_factor=0.1):
        self.optimizer, self.rate, self.e = optimizer, optimizer.param_groups[0]["lr"], 0
        self.warmup_epochs, self.epochs, self.start_factor = warmup_epochs, epochs, start_factor
        self.write()

    def write(self):
        if self.e < self.warmup_epochs:
            share = self.start_factor + (1 - self.start_factor) * self.e / self.warmup_epochs
        else:
            t = (self.e - self.warmup_epochs) / (self.epochs - self.warmup_epochs)
            share = (1 + math.cos(math.pi * t)) / 2
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * share

    def step(self):
        self.e += 1
        self.write()

    def get_last_lr(self):
        return [group["lr"] for group in self.optimizer.param_groups]
