# cell: record_outputs
from contextlib import ExitStack
import copy

def record_outputs(net, x, names):
    seen = dict.fromkeys(names)
    by_module = {id(net.get_submodule(n)): n for n in names}

    def hook(module, args, output):
        seen[by_module[id(module)]] = copy.deepcopy(output.detach())

    with ExitStack() as stack:
        for n in names:
            stack.enter_context(net.get_submodule(n).register_forward_hook(hook))
        out = net(x)
    return out, seen
