# cell: momentum
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.velocities = [0.0 for _ in self.params]

    def step(self):
        with torch.no_grad():
            for i, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.velocities[i] = self.momentum * self.velocities[i] + p.grad.detach()
                p -= self.lr * self.velocities[i]

    def zero_grad(self):
        for p in self.params:
            p.grad = None
