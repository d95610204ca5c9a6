# cell: momentum
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self):
        for p in self.params:
            if p.grad is not None:
                v = self.v.get(p, 0) * self.momentum + p.grad
                self.v[p] = v
                with torch.no_grad():
                    p.sub_(self.lr * v)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
