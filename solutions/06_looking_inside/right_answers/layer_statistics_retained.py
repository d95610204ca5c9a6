# cell: layer_statistics
def layer_statistics(net, x, y):
    outputs, handles = {}, []

    def keep(name, output):
        output.retain_grad()
        outputs[name] = output

    for name, layer in net.named_modules():
        if not list(layer.children()):
            handles.append(layer.register_forward_hook(lambda m, a, o, name=name: keep(name, o)))
    x = x.detach().clone().requires_grad_()
    nn.CrossEntropyLoss()(net(x), y).backward()
    for handle in handles:
        handle.remove()
    return {n: (o.std(unbiased=False).item(), o.grad.norm().item()) for n, o in outputs.items()}
