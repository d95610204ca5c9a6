# cell: record_outputs
from functools import partial

def keep(seen, name, module, inputs, output):
    seen[name] = torch.clone(output).detach()
    return output  # the very same: nothing changes

def record_outputs(net, x, names):
    seen = {}
    modules = dict(net.named_modules())
    handles = [modules[name].register_forward_hook(partial(keep, seen, name)) for name in names]
    try:
        return [net(x), seen]
    finally:
        for handle in handles:
            handle.remove()
