# cell: initialise
# caught by: biases_are_zero_and_the_rest_stays
# hint: norm layer
def initialise(net):
    for name, parameter in net.named_parameters():
        if parameter.ndim > 1:
            nn.init.kaiming_normal_(parameter, nonlinearity="relu")
        else:
            nn.init.zeros_(parameter)
