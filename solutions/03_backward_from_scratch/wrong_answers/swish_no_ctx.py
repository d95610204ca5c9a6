# cell: swish
# caught by: swish_values_are_right
# hint: there is no self
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(self, ctx, x, beta):
        self.x, self.beta = x, beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(self, ctx, grad_output):
        s = torch.sigmoid(self.beta * self.x)
        return grad_output * (s + self.beta * self.x * s * (1 - s)), None
