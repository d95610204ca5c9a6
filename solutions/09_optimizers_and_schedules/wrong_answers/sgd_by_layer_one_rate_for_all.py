# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: It has the options of the rest
def sgd_by_layer(net, lr, momentum, layers):
    return torch.optim.SGD(net.parameters(), lr=lr, momentum=momentum)
