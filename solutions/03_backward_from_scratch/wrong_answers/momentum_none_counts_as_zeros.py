# cell: momentum
# caught by: momentum_skips_missing_gradients
# hint: and its velocity stay
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]

    def step(self):
        with torch.no_grad():
            for p, v in zip(self.params, self.velocities):
                grad = torch.zeros_like(p) if p.grad is None else p.grad
                v.mul_(self.momentum).add_(grad)
                p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
