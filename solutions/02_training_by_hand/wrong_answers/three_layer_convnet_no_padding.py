# cell: three_layer_convnet
# caught by: convnet_scores_agree
# hint: padding=2, then padding=1
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2))
    return flatten(x) @ fc_w + fc_b
