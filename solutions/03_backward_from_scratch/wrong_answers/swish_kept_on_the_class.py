# cell: swish
# caught by: swish_calls_do_not_mix
# hint: not on the class
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        Swish.x, Swish.beta = x.clone(), beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = Swish.x, Swish.beta
        s = torch.sigmoid(beta * x)
        return grad_output * (s + beta * x * s * (1 - s)), None
