# cell: layer_statistics
import numpy as np
def layer_statistics(net, x, y):
    """Names by module; gradients of the parameters are cleared before and after."""
    names = {m: n for n, m in net.named_modules() if not m._modules}
    spread, gradient = {}, {}

    def forward_hook(module, args, output):
        spread[names[module]] = np.std(output.detach().numpy())

    def backward_hook(module, grad_input, grad_output):
        (g,) = grad_output
        gradient[names[module]] = np.sqrt((g.numpy() ** 2).sum())

    handles = [m.register_forward_hook(forward_hook) for m in names]
    handles += [m.register_full_backward_hook(backward_hook) for m in names]
    net.zero_grad()
    x = x.clone()
    x.requires_grad = True
    F.cross_entropy(net(x), y).backward()
    net.zero_grad()
    for h in handles:
        h.remove()
    return {n: (float(spread[n]), float(gradient[n])) for n in names.values()}
