# cell: WeightAverage
class WeightAverage:
    def __init__(self, net, decay):
        self.average = torch.optim.swa_utils.AveragedModel(
            net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(decay)
        )
        self.average.requires_grad_(False)
        self.average.update_parameters(net)  # its first update copies

    def update(self, net):
        self.average.update_parameters(net)
