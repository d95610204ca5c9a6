# cell: three_layer_convnet
# caught by: convnet_gradients_agree
# hint: gradient of conv_w1
# misconception: 7
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    conv1 = nn.Conv2d(conv_w1.shape[1], conv_w1.shape[0], 5, padding=2)
    conv1.weight, conv1.bias = nn.Parameter(conv_w1), nn.Parameter(conv_b1)
    x = F.relu(conv1(x))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, padding=1))
    return flatten(x) @ fc_w + fc_b
