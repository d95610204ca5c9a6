# cell: swish
# caught by: swish_gradient_is_right
# hint: at the result of forward
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        result = x * torch.sigmoid(beta * x)
        ctx.save_for_backward(result)
        ctx.beta = beta
        return result

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(ctx.beta * x)
        return grad_output * (s + ctx.beta * x * s * (1 - s)), None
