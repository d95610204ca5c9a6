# cell: convnet_init
# caught by: weights_begin_as_kaimings
# hint: 0.01 whatever
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = (1e-2 * torch.randn(channel_1, 3, 5, 5, device=device)).requires_grad_()
conv_b1 = zero_weight((channel_1,))
conv_w2 = (1e-2 * torch.randn(channel_2, channel_1, 3, 3, device=device)).requires_grad_()
conv_b2 = zero_weight((channel_2,))
fc_w = (1e-2 * torch.randn(channel_2 * 32 * 32, 10, device=device)).requires_grad_()
fc_b = zero_weight((10,))
