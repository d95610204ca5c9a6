# cell: momentum
# caught by: momentum_rate_may_change
# hint: rate is inside v
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]

    def step(self):
        with torch.no_grad():
            for p, v in zip(self.params, self.velocities):
                if p.grad is None:
                    continue
                v.mul_(self.momentum).add_(p.grad, alpha=self.lr)
                p -= v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
