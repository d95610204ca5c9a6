# cell: Normalise
# caught by: attach_normalises_the_first_argument
# hint: the second is not
class Normalise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32).view(-1, 1, 1))
        self.register_buffer("std", torch.as_tensor(std, dtype=torch.float32).view(-1, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std

    def extra_repr(self):
        return f"channels={len(self.mean)}"

    def attach(self, net):
        def hook(module, args):
            handle.remove()
            return (self(args[0]), *args[1:])

        handle = net.register_forward_pre_hook(hook)
        return handle
