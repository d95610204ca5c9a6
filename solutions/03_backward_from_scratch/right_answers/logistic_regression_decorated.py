# cell: logistic_regression
class LogisticRegression:
    @torch.no_grad()
    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    @torch.no_grad()
    def forward(self, x):
        self.x = x
        self.z = x @ self.w + self.b
        return self.z

    @torch.no_grad()
    def loss(self, z, y):
        return logistic_loss(z, y)

    @torch.no_grad()
    def backward(self, y):
        dz = (torch.sigmoid(self.z) - y) / len(y)
        self.grad_w = self.x.T @ dz
        self.grad_b = dz.sum()

    @torch.no_grad()
    def optimize(self, learning_rate):
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
