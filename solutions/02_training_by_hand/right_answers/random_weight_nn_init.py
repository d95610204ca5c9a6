# cell: random_weight
def random_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype)
    mode = 'fan_out' if len(shape) == 2 else 'fan_in'
    nn.init.kaiming_normal_(w, mode=mode, nonlinearity='relu')
    return w.requires_grad_()
