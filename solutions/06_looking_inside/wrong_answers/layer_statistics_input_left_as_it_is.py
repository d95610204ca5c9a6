# cell: layer_statistics
# caught by: gradients_are_right
# hint: first layer without parameters
def layer_statistics(net, x, y):
    spreads, gradients, handles = {}, {}, []

    def listen(name, layer):
        def forward_hook(module, args, output):
            spreads[name] = torch.std(output.detach())

        def backward_hook(module, grad_input, grad_output):
            gradients[name] = torch.linalg.vector_norm(grad_output[0])

        handles.append(layer.register_forward_hook(forward_hook))
        handles.append(layer.register_full_backward_hook(backward_hook))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            listen(name, layer)
    F.cross_entropy(net(x), y).backward()
    for handle in handles:
        handle.remove()
    return {name: (spreads[name], gradients[name]) for name in spreads}
