# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1, padding=conv_w1.shape[2] // 2))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, padding=conv_w2.shape[-1] // 2))
    return flatten(x).mm(fc_w).add(fc_b)
