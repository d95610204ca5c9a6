# cell: replace_layers
import functools
def replace_layers(net, kind, make):
    names = tuple(n for n, m in net.named_modules() if isinstance(m, kind))
    for n in reversed(names):
        *way, last = n.split(".")
        parent = functools.reduce(getattr, way, net)
        new = make(getattr(parent, last))
        if isinstance(parent, (nn.Sequential, nn.ModuleList)):
            parent[int(last)] = new
        elif isinstance(parent, nn.ModuleDict):
            parent[last] = new
        else:
            setattr(parent, last, new)
    return sorted(names)
