# cell: convnet_init
# caught by: parameters_fit_the_net
# hint: float64
# misconception: 40
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = torch.tensor(np.random.randn(32, 3, 5, 5) * np.sqrt(2 / 75), requires_grad=True)
conv_b1 = zero_weight((channel_1,))
conv_w2 = random_weight((channel_2, channel_1, 3, 3))
conv_b2 = zero_weight((channel_2,))
fc_w = random_weight((channel_2 * 32 * 32, 10))
fc_b = zero_weight((10,))
