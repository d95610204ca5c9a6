# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = nn.init.kaiming_normal_(torch.empty(32, 3, 5, 5, device=device), mode='fan_out').requires_grad_()
conv_w2 = nn.init.kaiming_normal_(torch.empty(16, 32, 3, 3, device=device), mode='fan_out').requires_grad_()
fc_w = nn.init.kaiming_normal_(torch.empty(16 * 32 * 32, 10, device=device), mode='fan_out').requires_grad_()
conv_b1 = zero_weight((channel_1,))
conv_b2 = zero_weight((channel_2,))
fc_b = zero_weight((10,))
