# cell: WeightAverage
# caught by: parameters_are_averaged
# hint: as AveragedModel does
class WeightAverage:
    def __init__(self, net, decay):
        multi_avg_fn = torch.optim.swa_utils.get_ema_multi_avg_fn(decay)
        self.average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=multi_avg_fn)
        self.average.requires_grad_(False)

    def update(self, net):
        self.average.update_parameters(net)
