# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = random_weight((channel_1, 3, 5, 5))
conv_w2 = random_weight((channel_2, channel_1, 3, 3))
fc_w = random_weight((channel_2 * 32 * 32, 10))
conv_b1 = torch.full((channel_1,), 0.01, device=device, requires_grad=True)
conv_b2 = torch.full((channel_2,), 0.01, device=device, requires_grad=True)
fc_b = zero_weight((10,))
