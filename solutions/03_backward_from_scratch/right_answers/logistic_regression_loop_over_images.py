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
        self.grad_w, self.grad_b = torch.zeros_like(self.w), torch.zeros_like(self.b)
        for image, logit, label in zip(self.x, self.z, y):
            error = (torch.sigmoid(logit) - label) / len(y)
            self.grad_w += error * image
            self.grad_b += error

    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
