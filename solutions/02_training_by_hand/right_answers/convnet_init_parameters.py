# cell: convnet_init
learning_rate = 3e-3

channel_1 = 32
channel_2 = 16

conv_w1 = nn.Parameter(random_weight((channel_1, 3, 5, 5)).detach())
conv_b1 = nn.Parameter(torch.zeros(channel_1, device=device))
conv_w2 = nn.Parameter(random_weight((channel_2, channel_1, 3, 3)).detach())
conv_b2 = nn.Parameter(torch.zeros(channel_2, device=device))
fc_w = nn.Parameter(random_weight((channel_2 * 32 * 32, 10)).detach())
fc_b = nn.Parameter(torch.zeros(10, device=device))
