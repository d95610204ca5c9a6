# cell: count_parameters
import math
def count_parameters(net, trainable_only=False):
    return torch.tensor([math.prod(p.shape) for p in net.parameters() if p.requires_grad or not trainable_only]).sum().long()
