# cell: three_layer_convnet
# caught by: convnet_leaves_its_inputs_alone
# hint: list params
def three_layer_convnet(x, params):
    x = F.relu(F.conv2d(x, params.pop(0), params.pop(0), padding=2))
    x = F.relu(F.conv2d(x, params.pop(0), params.pop(0), padding=1))
    return flatten(x) @ params.pop(0) + params.pop(0)
