# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1, padding=2))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, padding=1))
    x = flatten(x)
    ones = torch.ones(x.shape[0], 1, device=x.device)
    return torch.cat([x, ones], 1) @ torch.cat([fc_w, fc_b[None]], 0)
