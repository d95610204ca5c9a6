# cell: three_layer_convnet
# caught by: convnet_scores_agree
# hint: the scores are not
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = torch.sigmoid(F.conv2d(x, conv_w1, conv_b1, padding=2))
    x = torch.sigmoid(F.conv2d(x, conv_w2, conv_b2, padding=1))
    return flatten(x) @ fc_w + fc_b
