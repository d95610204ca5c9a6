# cell: Normalise
class Normalise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.channels = len(mean)
        self.register_buffer("mean", torch.tensor(mean).float().view(-1, 1, 1))
        self.register_buffer("std", torch.tensor(std).float().view(-1, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std

    def extra_repr(self):
        return f"channels={self.channels}"

    def attach(self, net):
        def hook(module, args):
            args = list(args)
            args[0] = self(args[0].clone())
            return tuple(args)

        return net.register_forward_pre_hook(hook, prepend=True)
