# cell: convnet_init
# caught by: parameters_fit_the_net
# hint: is no tensor
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = random_weight((channel_1, 3, 5, 5))
conv_b1 = None
conv_w2 = random_weight((channel_2, channel_1, 3, 3))
conv_b2 = None
fc_w = random_weight((channel_2 * 32 * 32, 10))
fc_b = None
