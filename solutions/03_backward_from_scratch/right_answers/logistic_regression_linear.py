# cell: logistic_regression
class LogisticRegression:
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        self.x = x
        self.z = F.linear(x, self.w[None], self.b).flatten()
        return self.z

    def loss(self, z, y):
        return F.binary_cross_entropy_with_logits(z, y)

    def backward(self, y):
        dz = (torch.sigmoid(self.z) - y) / len(y)
        self.grad_w = self.x.T @ dz
        self.grad_b = dz.sum()

    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
