# cell: momentum
# caught by: momentum_rate_may_change
# hint: read self.lr in step
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]
        self.scale = -lr

    def step(self):
        with torch.no_grad():
            for p, v in zip(self.params, self.velocities):
                if p.grad is None:
                    continue
                v.mul_(self.momentum).add_(p.grad)
                p.add_(v, alpha=self.scale)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
