# cell: count_parameters
def own(module):
    return module._parameters.values()

def count_parameters(net, trainable_only=False):
    found = {id(p): p for m in net.modules() for p in own(m) if p is not None}
    return sum(p.nelement() for p in found.values() if not trainable_only or p.requires_grad)
