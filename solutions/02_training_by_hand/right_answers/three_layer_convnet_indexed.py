# cell: three_layer_convnet
def three_layer_convnet(x, params):
    x = F.relu(F.conv2d(x, params[0], params[1], padding=2))
    x = F.relu(F.conv2d(x, params[2], params[3], padding=1))
    return torch.mm(x.reshape(x.size(0), -1), params[4]) + params[5]
