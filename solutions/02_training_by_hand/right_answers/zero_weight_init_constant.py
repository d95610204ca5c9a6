# cell: zero_weight
def zero_weight(shape):
    bias = torch.randn(shape, device=device, dtype=dtype, requires_grad=True)
    nn.init.constant_(bias, 0)
    return bias
