# cell: Normalise
# caught by: attach_leaves_the_rest_alone
# hint: a part of net
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
        net.normalise = self
        return net.register_forward_pre_hook(lambda module, args: (module.normalise(args[0]), *args[1:]))
