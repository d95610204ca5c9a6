# cell: three_layer_convnet
# caught by: convnet_gradients_agree
# hint: Put the scores right first: the net gives NoneType
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1, padding=2))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, padding=1))
    scores = flatten(x) @ fc_w + fc_b
