# cell: registration
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
        self.gain = nn.Parameter(torch.ones(2))
        self.fixed = nn.Parameter(torch.ones(2), requires_grad=False)
        self.register_buffer("mean", torch.ones(2))
        self.register_buffer("cache", torch.zeros(2), persistent=False)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
        self.head = nn.Linear(2, 1, bias=False)


net = Net()
registered = [name for name, _ in net.named_parameters()]
moved = registered + [name for name, _ in net.named_buffers()]
saved = net.state_dict().keys()
updated = [name for name, p in net.named_parameters() if p.requires_grad]
