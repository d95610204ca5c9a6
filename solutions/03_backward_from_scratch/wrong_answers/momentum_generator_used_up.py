# cell: momentum
# caught by: momentum_follows_sgd
# hint: params may be a generator
# misconception: 48
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.velocities = [torch.zeros_like(p) for p in params]
        self.params = params
        self.lr = lr
        self.momentum = momentum

    def step(self):
        with torch.no_grad():
            for p, v in zip([self.params[i] for i in range(len(self.velocities))], self.velocities):
                if p.grad is None:
                    continue
                v.mul_(self.momentum).add_(p.grad)
                p -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
