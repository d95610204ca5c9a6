# cell: momentum
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]

    def step(self):
        pairs = [(p, v) for p, v in zip(self.params, self.velocities) if p.grad is not None]
        if not pairs:
            return
        params, velocities = map(list, zip(*pairs))
        with torch.no_grad():
            torch._foreach_mul_(velocities, self.momentum)
            torch._foreach_add_(velocities, [p.grad for p in params])
            torch._foreach_add_(params, velocities, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
