# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    h1 = torch.conv2d(x, conv_w1, conv_b1, 1, 2).clamp(min=0)
    h2 = torch.conv2d(h1, conv_w2, conv_b2, stride=1, padding=(1, 1)).clamp(min=0)
    return torch.addmm(fc_b, h2.flatten(1), fc_w)
