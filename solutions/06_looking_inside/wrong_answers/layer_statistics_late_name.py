# cell: layer_statistics
# caught by: spreads_are_right
# hint: looks the loop variable up
def layer_statistics(net, x, y):
    spreads, gradients, handles = {}, {}, []
    for name, layer in net.named_modules():
        if list(layer.children()):
            continue

        def forward_hook(module, args, output):
            spreads[name] = output.std().item()

        def backward_hook(module, grad_input, grad_output):
            gradients[name] = grad_output[0].norm().item()

        handles += [layer.register_forward_hook(forward_hook), layer.register_full_backward_hook(backward_hook)]
    F.cross_entropy(net(x.clone().requires_grad_()), y).backward()
    for handle in handles:
        handle.remove()
    return {name: (spreads[name], gradients[name]) for name in spreads}
