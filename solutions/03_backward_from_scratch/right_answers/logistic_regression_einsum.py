# cell: logistic_regression
class LogisticRegression:
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        self.x = x
        self.z = x @ self.w + self.b
        return self.z

    def loss(self, z, y):
        return logistic_loss(z, y)

    def backward(self, y):
        error = (self.z.sigmoid() - y) / y.numel()
        self.grad_w = torch.einsum('nd,n->d', self.x, error)
        self.grad_b = torch.einsum('n->', error)

    def optimize(self, learning_rate):
        for name in ('w', 'b'):
            setattr(self, name, getattr(self, name) - learning_rate * getattr(self, 'grad_' + name))
