# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: fan-out
# misconception: 31
def random_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype)
    nn.init.kaiming_normal_(w, mode='fan_out')
    return w.requires_grad_()
