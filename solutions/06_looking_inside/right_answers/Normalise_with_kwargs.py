# cell: Normalise
class Normalise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32).view(-1, 1, 1))
        self.register_buffer("std", torch.as_tensor(std, dtype=torch.float32).view(-1, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std

    def extra_repr(self):
        return f"channels={self.std.size(0)}"

    def attach(self, net):
        def hook(module, args, kwargs):
            return (self(args[0]), *args[1:]), kwargs

        return net.register_forward_pre_hook(hook, with_kwargs=True)
