# cell: swish
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = (beta * x).sigmoid()
        ctx.save_for_backward(x, s)
        ctx.beta = beta
        return x.mul(s)

    @staticmethod
    def backward(ctx, grad_output):
        x, s = ctx.saved_tensors
        return grad_output * s * (1 + ctx.beta * x * (1 - s)), None
