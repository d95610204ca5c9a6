# cell: convnet_init
# caught by: weights_begin_as_kaimings
# hint: standard deviation
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = random_weight((channel_1, 3, 5, 5))
conv_b1 = zero_weight((channel_1,))
conv_w2 = nn.init.xavier_normal_(torch.empty(channel_2, channel_1, 3, 3, device=device)).requires_grad_()
conv_b2 = zero_weight((channel_2,))
fc_w = random_weight((channel_2 * 32 * 32, 10))
fc_b = zero_weight((10,))
