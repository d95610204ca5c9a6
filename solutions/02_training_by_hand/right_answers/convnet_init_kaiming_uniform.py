# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = torch.empty(32, 3, 5, 5, device=device, dtype=dtype, requires_grad=True)
conv_w2 = torch.empty(16, 32, 3, 3, device=device, dtype=dtype, requires_grad=True)
fc_w = torch.empty(16 * 32 * 32, 10, device=device, dtype=dtype, requires_grad=True)
nn.init.kaiming_uniform_(conv_w1, nonlinearity='relu')
nn.init.kaiming_uniform_(conv_w2, nonlinearity='relu')
nn.init.kaiming_uniform_(fc_w, mode='fan_out', nonlinearity='relu')
conv_b1 = zero_weight((channel_1,))
conv_b2 = zero_weight((channel_2,))
fc_b = zero_weight((10,))
