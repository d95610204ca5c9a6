# cell: scores_with
# caught by: net_is_as_it_was
# hint: other parameter objects
def scores_with(net, values, x):
    modes = [(m, m.training) for m in net.modules()]
    old = {n: p.detach().clone() for n, p in net.named_parameters()}
    net.eval()

    def put(tensors):
        for name, tensor in tensors.items():
            *path, last = name.split(".")
            setattr(net.get_submodule(".".join(path)), last, nn.Parameter(tensor.detach()))

    put(values)
    with torch.no_grad():
        scores = net(x)
    put(old)
    for m, mode in modes:
        m.training = mode
    return scores
