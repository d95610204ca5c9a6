# cell: fans
def fans(layer):
    if isinstance(layer, nn.Linear):
        x = torch.ones(1, layer.in_features, requires_grad=True)
        out = F.linear(x, torch.ones_like(layer.weight))
        out.sum().backward()
        return out[0, 0].item(), x.grad[0, 0].item()
    kh, kw = layer.kernel_size
    x = torch.ones(1, layer.in_channels, 4 * kh, 4 * kw, requires_grad=True)
    out = F.conv2d(x, torch.ones_like(layer.weight), groups=layer.groups)
    out.sum().backward()
    return int(out[0, 0, 0, 0]), int(x.grad[0, 0, 2 * kh, 2 * kw])
