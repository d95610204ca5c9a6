# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1, padding=2), inplace=True)
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, padding=1), inplace=True)
    x = x.view(x.shape[0], -1).mm(fc_w)
    x += fc_b
    return x
