# cell: convnet_init
# caught by: parameters_fit_the_net
# hint: is no tensor
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = None
conv_b1 = None
conv_w2 = None
conv_b2 = None
fc_w = None
fc_b = None
