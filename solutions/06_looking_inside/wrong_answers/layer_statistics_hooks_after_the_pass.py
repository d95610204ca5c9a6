# cell: layer_statistics
# caught by: spreads_are_right
# hint: registered before net is called
def layer_statistics(net, x, y):
    spreads, gradients, handles = {}, {}, []
    loss = F.cross_entropy(net(x), y)

    def listen(name, layer):
        handles.append(layer.register_forward_hook(
            lambda module, args, output: spreads.update({name: output.std().item()})))
        handles.append(layer.register_full_backward_hook(
            lambda module, come, go: gradients.update({name: go[0].norm().item()})))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            listen(name, layer)
    loss.backward()
    for handle in handles:
        handle.remove()
    return {name: (spreads[name], gradients[name]) for name in spreads}
