# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.conv2d(F.pad(x, (2, 2, 2, 2)), conv_w1, conv_b1)
    x = F.conv2d(F.pad(F.relu(x), (1, 1, 1, 1)), conv_w2, conv_b2)
    return flatten(F.relu(x)) @ fc_w + fc_b
