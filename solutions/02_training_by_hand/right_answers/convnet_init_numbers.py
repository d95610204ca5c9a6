# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = random_weight((32, 3, 5, 5))
conv_b1 = zero_weight((32,))
conv_w2 = random_weight((16, 32, 3, 3))
conv_b2 = zero_weight((16,))
fc_w = random_weight((16384, 10))
fc_b = zero_weight((10,))
