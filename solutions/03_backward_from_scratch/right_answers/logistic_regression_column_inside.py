# cell: logistic_regression
class LogisticRegression:
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        self.x = x
        self.z = x @ self.w.unsqueeze(1) + self.b
        return self.z.squeeze(1)

    def loss(self, z, y):
        return logistic_loss(z, y)

    def backward(self, y):
        dz = (torch.sigmoid(self.z) - y.unsqueeze(1)) / len(y)
        self.grad_w = (self.x.T @ dz).squeeze(1)
        self.grad_b = dz.sum()

    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
