# cell: WeightAverage
class WeightAverage:
    def __init__(self, net, decay):
        self.average = copy.deepcopy(net)
        self.average.eval()
        for p in self.average.parameters():
            p.requires_grad = False
        self.decay = decay

    def update(self, net):
        net_params = dict(net.named_parameters())
        for name, ema_param in self.average.named_parameters():
            ema_param.data = self.decay * ema_param.data + (1.0 - self.decay) * net_params[name].data
        net_buffers = dict(net.named_buffers())
        for name, buffer in self.average.named_buffers():
            buffer.data.copy_(net_buffers[name].data)
