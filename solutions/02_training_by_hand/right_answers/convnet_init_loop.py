# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

sizes = [(channel_1, 3, 5, 5), (channel_2, channel_1, 3, 3), (channel_2 * 32 * 32, 10)]
conv_w1, conv_w2, fc_w = map(random_weight, sizes)
conv_b1, conv_b2, fc_b = map(zero_weight, [(channel_1,), (channel_2,), (10,)])
