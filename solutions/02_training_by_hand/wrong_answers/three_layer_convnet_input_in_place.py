# cell: three_layer_convnet
# caught by: convnet_leaves_its_inputs_alone
# hint: changes its input
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    scores = flatten(F.relu(F.conv2d(F.relu(F.conv2d(x, conv_w1, conv_b1, padding=2)), conv_w2, conv_b2, padding=1))) @ fc_w + fc_b
    x.relu_()
    return scores
