# cell: momentum
# caught by: momentum_follows_sgd
# hint: No leaf has moved
# misconception: 3
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
                v.mul_(self.momentum).add_(p.grad)
                p = p - self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
