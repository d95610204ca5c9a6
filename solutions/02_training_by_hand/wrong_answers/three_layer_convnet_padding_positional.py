# cell: three_layer_convnet
# caught by: convnet_scores_agree
# hint: fourth positional
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1, 2))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, 1))
    return flatten(x).mm(fc_w) + fc_b
