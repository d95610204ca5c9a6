# cell: momentum
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        for p in self.params:
            p.velocity = torch.zeros_like(p, requires_grad=False)

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    p.velocity = self.momentum * p.velocity + p.grad
                    p.copy_(p - self.lr * p.velocity)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
