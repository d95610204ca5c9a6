# cell: momentum
# caught by: momentum_follows_sgd
# hint: begins anew
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.v = self.momentum * getattr(p, "v", 0) + p.grad
                with torch.no_grad():
                    p -= self.lr * p.v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
