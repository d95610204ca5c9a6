# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    for w, b, padding in ((conv_w1, conv_b1, 2), (conv_w2, conv_b2, 1)):
        x = F.relu(F.conv2d(x, w, b, padding=padding))
    return flatten(x).matmul(fc_w) + fc_b
