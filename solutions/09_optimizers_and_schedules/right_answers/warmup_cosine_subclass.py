# cell: warmup_cosine
from torch.optim.lr_scheduler import LRScheduler


class WarmupCosine(LRScheduler):
    def __init__(self, optimizer, warmup_epochs, epochs, start_factor):
        self.warmup_epochs, self.epochs, self.start_factor = warmup_epochs, epochs, start_factor
        super().__init__(optimizer)

    def get_lr(self):
        e, w = self.last_epoch, self.warmup_epochs
        if e < w:
            share = self.start_factor + (1 - self.start_factor) * e / w
        else:
            share = (1 + math.cos(math.pi * (e - w) / (self.epochs - w))) / 2
        return [share * rate for rate in self.base_lrs]


def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    return WarmupCosine(optimizer, warmup_epochs, epochs, start_factor)
