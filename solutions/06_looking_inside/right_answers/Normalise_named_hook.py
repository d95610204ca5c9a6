# cell: Normalise
class Normalise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32).view(-1, 1, 1))
        self.register_buffer("std", torch.as_tensor(std, dtype=torch.float32).view(-1, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std

    def extra_repr(self):
        return "channels=" + str(self.mean.shape[0])

    def attach(self, net):
        def normalise_first(module, args):
            x, *rest = args
            return tuple([self(x)] + rest)

        handle = net.register_forward_pre_hook(normalise_first)
        return handle
