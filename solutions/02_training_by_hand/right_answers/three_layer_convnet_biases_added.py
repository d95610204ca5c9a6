# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.conv2d(x, conv_w1, padding=2) + conv_b1.view(1, -1, 1, 1)
    x = F.conv2d(x.relu(), conv_w2, padding=1) + conv_b2[:, None, None]
    return flatten(x.relu()) @ fc_w + fc_b.unsqueeze(0)
