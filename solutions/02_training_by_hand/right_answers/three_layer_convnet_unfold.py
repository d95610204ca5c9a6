# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    N, _, H, W = x.shape
    columns = F.unfold(x, 5, padding=2)
    x = conv_w1.flatten(1) @ columns + conv_b1[:, None]
    x = F.relu(x).view(N, -1, H, W)
    columns = F.unfold(x, 3, padding=1)
    x = F.relu(conv_w2.flatten(1) @ columns + conv_b2[:, None])
    return x.flatten(1) @ fc_w + fc_b
