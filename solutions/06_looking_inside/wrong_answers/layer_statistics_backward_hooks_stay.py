# cell: layer_statistics
# caught by: statistics_remove_their_hooks
# hint: leaves hooks on the net (5)
# misconception: 34
def layer_statistics(net, x, y):
    spreads, gradients, handles = {}, {}, []

    def listen(name, layer):
        def forward_hook(module, args, output):
            spreads[name] = output.std().item()

        def backward_hook(module, grad_input, grad_output):
            gradients[name] = grad_output[0].norm().item()

        handles.append(layer.register_forward_hook(forward_hook))
        handles.append(layer.register_full_backward_hook(backward_hook))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            listen(name, layer)
    F.cross_entropy(net(x.detach().clone().requires_grad_()), y).backward()
    for handle in handles[::2]:
        handle.remove()
    return {name: (spreads[name], gradients[name]) for name in spreads}
