# cell: Normalise
# caught by: handle_takes_the_hook_away
# hint: registers no hook
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
        old = net.forward
        net.forward = lambda x, *rest: old(self(x), *rest)

        class Handle:
            def remove(self):
                net.forward = old

        return Handle()
