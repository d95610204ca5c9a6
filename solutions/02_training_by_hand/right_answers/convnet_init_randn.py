# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = (torch.randn(32, 3, 5, 5, device=device) * (2 / 75) ** 0.5).requires_grad_()
conv_w2 = (torch.randn(16, 32, 3, 3, device=device) * (2 / 288) ** 0.5).requires_grad_()
fc_w = (torch.randn(16384, 10, device=device) * (1 / 16384) ** 0.5).requires_grad_()
conv_b1, conv_b2, fc_b = (torch.zeros(n, device=device, requires_grad=True) for n in (32, 16, 10))
