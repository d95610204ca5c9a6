# cell: momentum
# caught by: momentum_follows_sgd
# hint: a velocity of its own
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocity = 0

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    self.velocity = self.momentum * self.velocity + p.grad
                    p -= self.lr * self.velocity

    def zero_grad(self):
        for p in self.params:
            p.grad = None
