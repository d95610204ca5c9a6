# cell: three_layer_convnet
def three_layer_convnet(x, params):
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = nn.functional.conv2d(input=x, weight=conv_w1, bias=conv_b1, padding=2).relu()
    x = nn.functional.conv2d(input=x, weight=conv_w2, bias=conv_b2, padding=1).relu()
    return F.linear(flatten(x), fc_w.t(), fc_b)
