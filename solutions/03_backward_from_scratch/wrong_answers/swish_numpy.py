# cell: swish
# caught by: swish_values_are_right
# hint: torch.float64
class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        import numpy as np

        ctx.save_for_backward(x)
        ctx.beta = beta
        array = x.numpy().astype(np.float64)
        return torch.as_tensor(array / (1 + np.exp(-beta * array)))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(ctx.beta * x)
        return grad_output * (s + ctx.beta * x * s * (1 - s)), None
