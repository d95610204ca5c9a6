# cell: swish
# caught by: swish_gradient_is_right
# hint: nothing is recorded
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x)
        ctx.beta = beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        x = x.detach().requires_grad_()
        result = x * torch.sigmoid(ctx.beta * x)
        result.backward(grad_output)
        return x.grad, None
