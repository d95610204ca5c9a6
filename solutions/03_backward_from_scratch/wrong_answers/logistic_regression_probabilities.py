# cell: logistic_regression
# caught by: forward_gives_logits
# hint: These are probabilities
# misconception: 14
class LogisticRegression:
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        self.x = x
        self.p = torch.sigmoid(x @ self.w + self.b)
        return self.p

    def loss(self, z, y):
        return -(y * torch.log(z) + (1 - y) * torch.log(1 - z)).mean()

    def backward(self, y):
        dz = (self.p - y) / len(y)
        self.grad_w = self.x.T @ dz
        self.grad_b = dz.sum()

    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
