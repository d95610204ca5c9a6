# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    relu = nn.ReLU()
    conv1_out = relu(F.conv2d(x, conv_w1, bias=conv_b1, stride=1, padding=2))
    conv2_out = relu(F.conv2d(conv1_out, conv_w2, bias=conv_b2, stride=1, padding=1))
    flattened = nn.Flatten()(conv2_out)
    return flattened @ fc_w + fc_b
