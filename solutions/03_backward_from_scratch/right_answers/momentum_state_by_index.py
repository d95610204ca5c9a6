# cell: momentum
class Momentum:
    def __init__(self, params, lr, momentum=0.0):
        self.params = [p for p in params]
        self.lr = lr
        self.momentum = momentum
        self.state = {}

    def step(self):
        with torch.no_grad():
            for index in range(len(self.params)):
                p = self.params[index]
                if p.grad is None:
                    continue
                if index not in self.state:
                    self.state[index] = torch.clone(p.grad)
                else:
                    self.state[index] *= self.momentum
                    self.state[index] += p.grad
                p -= self.lr * self.state[index]

    def zero_grad(self):
        for p in self.params:
            p.grad = None
