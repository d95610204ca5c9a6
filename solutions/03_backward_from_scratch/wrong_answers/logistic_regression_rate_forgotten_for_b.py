# cell: logistic_regression
# caught by: training_follows_the_gradients
# hint: For b the learning rate
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
        dz = (torch.sigmoid(self.z) - y) / len(y)
        self.grad_w = self.x.T @ dz
        self.grad_b = dz.sum()

    def optimize(self, learning_rate):
        self.w -= learning_rate * self.grad_w
        self.b -= self.grad_b
