# cell: zero_weight
def zero_weight(shape):
    return torch.tensor(np.zeros(shape), device=device, dtype=dtype, requires_grad=True)
