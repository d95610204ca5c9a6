# cell: swish
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x)
        ctx.beta = beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        grad_x = None
        if ctx.needs_input_grad[0]:
            (x,) = ctx.saved_tensors
            s = torch.sigmoid(ctx.beta * x)
            grad_x = grad_output * (s + ctx.beta * x * s * (1 - s))
        return grad_x, None
