# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = torch.relu(F.conv2d(x, conv_w1, conv_b1, padding='same'))
    x = torch.relu(F.conv2d(x, conv_w2, conv_b2, padding='same'))
    return torch.matmul(flatten(x), fc_w) + fc_b
