# cell: swish
# caught by: swish_is_finite
# hint: the gradient is infinite
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x)
        ctx.beta = beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        e = torch.exp(-ctx.beta * x)
        return grad_output * (1 + e + ctx.beta * x * e) / (1 + e) ** 2, None
