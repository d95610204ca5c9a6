# cell: swish
# caught by: swish_gradient_is_right
# hint: changes grad_output in place
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x)
        ctx.beta = beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(ctx.beta * x)
        grad_output *= s + ctx.beta * x * s * (1 - s)
        return grad_output, None
