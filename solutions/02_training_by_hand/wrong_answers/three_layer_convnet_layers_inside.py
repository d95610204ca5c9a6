# cell: three_layer_convnet
# caught by: convnet_scores_agree
# hint: the scores are not
# misconception: 26
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    conv1 = nn.Conv2d(conv_w1.shape[1], conv_w1.shape[0], 5, padding=2)
    conv2 = nn.Conv2d(conv_w2.shape[1], conv_w2.shape[0], 3, padding=1)
    x = F.relu(conv2(F.relu(conv1(x))))
    return flatten(x) @ fc_w + fc_b
