# cell: logistic_regression
class LogisticRegression:
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        self.batch = x
        return x.mv(self.w) + self.b

    def loss(self, z, y):
        return logistic_loss(z, y)

    def backward(self, y):
        z = self.forward(self.batch)
        p = torch.sigmoid(z)
        self.grad_w = ((p - y)[:, None] * self.batch).mean(dim=0)
        self.grad_b = (p - y).mean()

    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
