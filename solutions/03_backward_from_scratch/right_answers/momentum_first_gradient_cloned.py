# cell: momentum
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [None] * len(self.params)

    def step(self):
        with torch.no_grad():
            for i, p in enumerate(self.params):
                if p.grad is None:
                    continue
                if self.velocities[i] is None:
                    self.velocities[i] = p.grad.clone()
                else:
                    self.velocities[i] = self.momentum * self.velocities[i] + p.grad
                p -= self.lr * self.velocities[i]

    def zero_grad(self):
        for p in self.params:
            p.grad = None
