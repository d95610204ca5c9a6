# cell: swish
def derivative(x, beta):
    s = torch.sigmoid(beta * x)
    swished = x * s
    return beta * swished + s * (1 - beta * swished)


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, torch.as_tensor(beta, dtype=x.dtype))
        return torch.sigmoid(x * beta) * x

    @staticmethod
    def backward(ctx, grad_output):
        return (grad_output * derivative(*ctx.saved_tensors), None)
