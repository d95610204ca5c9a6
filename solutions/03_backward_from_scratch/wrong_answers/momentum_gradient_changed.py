# cell: momentum
# caught by: momentum_owns_its_velocity
# hint: step changes p.grad
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]

    def step(self):
        with torch.no_grad():
            for i, p in enumerate(self.params):
                if p.grad is None:
                    continue
                p.grad.add_(self.velocities[i], alpha=self.momentum)
                self.velocities[i] = p.grad.clone()
                p -= self.lr * self.velocities[i]

    def zero_grad(self):
        for p in self.params:
            p.grad = None
