# cell: logistic_regression
class LogisticRegression:
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        z = torch.matmul(x, self.w) + self.b
        self.saved = (x, 1 / (1 + torch.exp(-z)))
        return z

    def loss(self, z, y):
        return logistic_loss(z, y)

    def backward(self, y):
        x, p = self.saved
        error = p - y
        self.grad_w = error @ x / x.shape[0]
        self.grad_b = error.sum() / x.shape[0]

    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
